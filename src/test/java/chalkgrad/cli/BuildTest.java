package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which build it is, and that a run and its parts are of one build. */
class BuildTest {
    @TempDir
    Path home;

    private Path jar(String name, long time, String content, String... names) throws IOException {
        Path file = home.resolve(name);
        try (var jar = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String each : names) {
                var entry = new ZipEntry(each);
                entry.setLastModifiedTime(FileTime.fromMillis(time));
                jar.putNextEntry(entry);
                jar.write((each.startsWith("META-INF") ? name : content).getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void theContentCountsAndNothingElse() throws IOException {
        String digest = Build.digest(jar("a.jar", 1_000_000_000_000L, "x", "a/A.class", "META-INF/m", "t/b.ftl"));
        assertThat(digest).matches("[0-9a-f]{12}");
        assertThat(Build.digest(jar("b.jar", 1_600_000_000_000L, "x", "t/b.ftl", "META-INF/m", "a/A.class")))
                .isEqualTo(digest);
        assertThat(List.of(
                        Build.digest(jar("c.jar", 0, "y", "a/A.class", "META-INF/m", "t/b.ftl")),
                        Build.digest(jar("d.jar", 0, "x", "a/A.class", "META-INF/m", "t/c.ftl")),
                        Build.digest(jar("e.jar", 0, "x", "a/A.class", "META-INF/m"))))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
        Path folder = Files.createDirectories(home.resolve("classes"));
        for (String name : List.of("a/A.class", "t/b.ftl", "META-INF/m")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "x");
        }
        assertThat(Build.digest(folder)).as("unpacked").isEqualTo(digest);
        assertThat(Build.digest(null)).isEqualTo("unknown");
        assertThat(Build.digest(home.resolve("none.jar"))).isEqualTo("unknown");
    }

    @Test
    void aRunIsOfOneBuild() throws IOException {
        Session session = new Session(home).file("small.yaml", Exams.SMALL);
        String out = session.at("out").toString();
        String[] part = {
            "variants",
            session.at("small.yaml").toString(),
            "--count",
            "2",
            "--shard",
            "1/2",
            "-f",
            "md",
            "-q",
            "-o",
            out
        };
        assertThat(session.run(part).err()).isEmpty();
        Path terms = session.at("out/run.json");
        String digest = Build.digest();
        assertThat(digest).matches("[0-9a-f]{12}");
        assertThat(Files.readString(terms)).contains("\"program_build\" : \"" + digest + "\"");
        Files.writeString(terms, Files.readString(terms).replace(digest, "another"));
        Session.Result again = session.run(part);
        assertThat(again.code()).isEqualTo(ExitCode.INPUT);
        assertThat(again.err())
                .isEqualTo("chalkgrad: “" + out + "” holds another run: the program build is another there and "
                        + digest + " here. Choose another folder with --out, or delete that one\n");
        Session.Result merged = session.run("merge", out);
        assertThat(merged.code()).isEqualTo(ExitCode.INPUT);
        assertThat(merged.err())
                .isEqualTo(
                        "chalkgrad: another build of the program made the parts (chalkgrad 0.1.0, build another; this is "
                                + "build " + digest + "); merge them with that one, or make them again\n");
    }
}
