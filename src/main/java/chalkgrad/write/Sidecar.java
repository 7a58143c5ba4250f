package chalkgrad.write;

/**
 * A file that a document refers to and that must lie beside it.
 *
 * <p>{@code new Sidecar("wikidocs-1.svg", svg)}.
 *
 * @param fileName a name without directories
 * @param content the file's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; handed from the writer to the disk
public record Sidecar(String fileName, byte[] content) {}
