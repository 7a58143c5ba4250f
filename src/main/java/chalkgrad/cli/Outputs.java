package chalkgrad.cli;

import chalkgrad.batch.FileNames;
import chalkgrad.problem.IoReasons;
import chalkgrad.publish.Publisher;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all. */
final class Outputs {
    private static final int BUFFER = 1 << 16;

    private Outputs() {}

    static Path write(Path folder, String name, byte[] content) throws IOException {
        return write(folder, name, out -> out.write(content));
    }

    /** The same for what is made while it is written. */
    static Path write(Path folder, String name, Publisher.Streamed content) throws IOException {
        FileNames.requireFolder(folder);
        Files.createDirectories(folder);
        Path target = folder.resolve(name);
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "“" + name + "” in it is a folder, not a file");
        }
        // A temporary file of the library's could be read by its owner only, and so could the result.
        Path part = folder.resolve(".chalkgrad-" + own() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER)) {
                content.writeTo(out);
            }
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    /**
     * A name that nobody else has at this moment. (A random UUID would do, but setting up the generator takes a fiftieth of a second; who has the same
     * name none the less is told so, as the file is made anew.)
     */
    private static String own() {
        return ProcessHandle.current().pid() + "-" + Thread.currentThread().getId() + "-" + System.nanoTime();
    }

    /** Why nothing could be written, and what to do. */
    static String fault(Path folder, IOException e) {
        return "cannot write into “" + folder + "”: " + IoReasons.of(e) + "; choose another folder with --out";
    }
}
