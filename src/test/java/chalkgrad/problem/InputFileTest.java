package chalkgrad.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, and what is said of everything else: nothing is waited for. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputFileTest {
    private static final int MOST = 1 << 20;

    @TempDir
    Path home;

    private static void refused(Path file, String reason) {
        assertThatThrownBy(() -> InputFile.read(file, MOST, "derivation"))
                .isInstanceOfSatisfying(
                        FileSystemException.class,
                        e -> assertThat(e.getReason()).as(file.toString()).isEqualTo(reason));
    }

    @Test
    void regularFilesAndLinksToThem() throws IOException {
        Path file = Files.writeString(home.resolve("a.md"), "net(h1) = 0.1");
        Path link = Files.createSymbolicLink(home.resolve("link.md"), file);
        assertThat(InputFile.read(file, MOST, "derivation")).asString().isEqualTo("net(h1) = 0.1");
        assertThat(InputFile.read(link, MOST, "derivation")).asString().isEqualTo("net(h1) = 0.1");
        assertThat(InputFile.read(file, 13, "derivation")).hasSize(13);
    }

    @Test
    void whatIsNoFile() throws Exception {
        refused(home.resolve("none.md"), "there is no such file");
        refused(Files.createSymbolicLink(home.resolve("dangling.md"), home.resolve("nowhere")), "there is no such file");
        refused(home, "is a folder; expected a derivation");
        refused(Files.write(home.resolve("large.md"), new byte[MOST + 1]), "has more than 1 MB; no derivation is that large");
        Path socket = home.resolve("socket.md");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            refused(socket, "is a socket; only regular files are read, and - for standard input");
        }
    }

    @Test
    void aPipe() throws Exception {
        Path pipe = home.resolve("pipe.md");
        boolean made;
        try {
            made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
        } catch (IOException e) {
            made = false;
        }
        assumeTrue(made, "mkfifo is not installed: pipes are not tried");
        refused(pipe, "is a pipe; only regular files are read, and - for standard input");
        refused(
                Files.createSymbolicLink(home.resolve("link.md"), pipe),
                "is a pipe; only regular files are read, and - for standard input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "/dev/full", "/dev/null", "/dev/tty"})
    void aDevice(String name) {
        Path device = Path.of(name);
        assumeTrue(Files.exists(device), name + " is missing");
        refused(device, "is a device; only regular files are read, and - for standard input");
    }

    @Test
    void aWindowIntoTheSystem() {
        Path messages = Path.of("/proc/kmsg"); // looks like a file, and is waited for until the kernel has something to say
        assumeTrue(Files.exists(messages), "/proc is missing");
        assertThatThrownBy(() -> InputFile.read(messages, MOST, "derivation")).isInstanceOf(FileSystemException.class);
    }

    @Test
    void aFileThatGrowsWhileItIsRead() throws Exception {
        Path file = Files.write(home.resolve("growing.md"), new byte[MOST / 2]);
        var stop = new AtomicBoolean();
        var writer = new Thread(() -> {
            try (var out = new FileOutputStream(file.toFile(), true)) {
                for (int i = 0; !stop.get(); i++) {
                    out.write('x');
                    if (i % 1000 == 0) {
                        out.getChannel().truncate(MOST / 2);
                    }
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        writer.start();
        try {
            // Between two changes it may be read as it was then.
            Optional<String> reason = Optional.empty();
            while (reason.isEmpty()) {
                try {
                    assertThat(InputFile.read(file, MOST, "derivation").length).isGreaterThanOrEqualTo(MOST / 2);
                } catch (FileSystemException e) {
                    reason = Optional.of(e.getReason());
                }
            }
            assertThat(reason).contains("was changed while it was read; call again when it is finished");
        } finally {
            stop.set(true);
            writer.join();
        }
        assertThat(InputFile.read(file, MOST, "derivation")).hasSize((int) Files.size(file));
    }

    @Test
    void standardInput() throws IOException {
        assertThat(InputFile.read(new ByteArrayInputStream(new byte[3]), 3, "derivation")).hasSize(3);
        assertThatThrownBy(() -> InputFile.read(new Endless(), MOST, "derivation"))
                .hasMessageContaining("has more than 1 MB; no derivation is that large");
    }

    /** As {@code /dev/zero} through a pipe. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    /** No reason is the name of a class. */
    @Test
    void reasons() {
        for (IOException fault : new IOException[] {
            new IOException(),
            new IOException("No space left on device"),
            new FileSystemException("a"),
            new FileSystemException("a", null, "Read-only file system"),
            new AccessDeniedException("a"),
            new NoSuchFileException("a"),
            new NotDirectoryException("a"),
            new FileAlreadyExistsException("a")
        }) {
            assertThat(IoReasons.of(fault)).as(fault.toString()).contains(" ").doesNotContain("Exception");
        }
    }
}
