package chalkgrad.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Which build of the program this is: two of one version may write different bytes.
 *
 * <p>{@code Build.digest()} is {@code "5b1f0c9e2a77"}, on every machine and at every path.
 */
final class Build {
    private static final int DIGITS = 12;

    private Build() {}

    /** Worked out when it is first asked for, as most commands never ask. */
    private static final class Known {
        static final String DIGEST = digest(place());
    }

    /** A digest of all classes and resources; the word {@code unknown} where they cannot be read. */
    static String digest() {
        return Known.DIGEST;
    }

    private static @Nullable Path place() {
        try {
            CodeSource source = Build.class.getProtectionDomain().getCodeSource();
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | RuntimeException e) {
            return null; // a class loader that knows no files
        }
    }

    /** That of a jar, or of a folder of classes. */
    static String digest(@Nullable Path place) {
        if (place == null) {
            return "unknown";
        }
        try {
            long sum = Files.isDirectory(place) ? folder(place) : jar(place);
            return "%016x".formatted(sum).substring(0, DIGITS);
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** A jar's directory has the checksum of each entry: nothing needs to be unpacked. */
    private static long jar(Path file) throws IOException {
        long sum = 0;
        try (var jar = new ZipFile(file.toFile())) {
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                sum += entry.isDirectory() ? 0 : part(entry.getName(), entry.getSize(), entry.getCrc());
            }
        }
        return mixed(sum);
    }

    private static long folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        long sum = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            var check = new CRC32();
            check.update(content);
            sum += part(folder.relativize(file).toString().replace('\\', '/'), content.length, check.getValue());
        }
        return mixed(sum);
    }

    /** A file's share; the sum of all is the same in whatever order they come. */
    private static long part(String name, long size, long check) {
        // What Maven and the JDK note there is different from one building to the next.
        return name.startsWith("META-INF/") ? 0 : mixed(mixed(name.hashCode() + (size << 32)) + check);
    }

    /** Every bit of a number has a say in every bit of the result (the last step of SplitMix64). */
    private static long mixed(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
