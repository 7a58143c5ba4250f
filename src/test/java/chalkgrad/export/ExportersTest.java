package chalkgrad.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all formats have in common. */
class ExportersTest {
    static Stream<Exporter> exporters() {
        return Exporters.ALL.stream();
    }

    @Test
    void namesAndFilesAreTheirOwn() {
        assertThat(Exporters.ALL).extracting(Exporter::name).containsExactly("moodle", "canvas", "qti", "gift", "csv");
        assertThat(Exporters.ALL)
                .extracting(Exporter::fileName)
                .containsExactly("moodle.xml", "canvas.zip", "qti21.zip", "gift.txt", "questions.csv");
        assertThat(Exporters.named("pdf")).isEmpty();
    }

    /** Prepared by many threads in any order, from booklets made anew, the file is the same. */
    @ParameterizedTest
    @MethodSource("exporters")
    void theSameVariantsAreTheSameBytes(Exporter exporter) throws IOException {
        for (Grouping grouping : Grouping.values()) {
            Setting setting = Handmade.setting(grouping);
            byte[] first = Read.export(exporter.name(), setting, Handmade.booklets(40, "x"));
            List<byte[]> prepared = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i -> exporter.prepare(Handmade.booklets(40, "x").get(i), setting))
                    .toList();
            var second = new ByteArrayOutputStream();
            try (Sink sink = exporter.open(second, setting)) {
                for (byte[] each : prepared) {
                    sink.add(each);
                }
                sink.finish();
            }
            assertThat(second.toByteArray()).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("exporters")
    void noVariantsAreAFileToo(Exporter exporter) {
        assertThat(Read.export(exporter.name(), Handmade.MIDTERM, List.of())).isNotNull();
    }

    /** A disk that is full shows, and no temporary file stays behind. */
    @ParameterizedTest
    @MethodSource("exporters")
    void aFileThatCannotBeWritten(Exporter exporter) throws IOException {
        var full = new OutputStream() {
            private int left = 2000;

            @Override
            public void write(int b) throws IOException {
                if (left-- == 0) {
                    throw new IOException("no space left");
                }
            }
        };
        byte[] prepared = exporter.prepare(Handmade.booklet("001", 1, "x"), Handmade.MIDTERM);
        var before = parts();
        assertThatThrownBy(() -> {
                    try (Sink sink = exporter.open(full, Handmade.MIDTERM)) {
                        for (int i = 0; i < 50; i++) {
                            sink.add(prepared);
                        }
                        sink.finish();
                    }
                })
                .isInstanceOf(IOException.class);
        assertThat(parts()).isEqualTo(before);
    }

    @Test
    void whatIsSpooledComesBackFromMemoryAndFromDisk() throws IOException {
        for (int count : new int[] {0, 1, 1000, 200_000}) {
            var out = new ByteArrayOutputStream();
            var expected = new StringBuilder();
            try (var spool = new Spool()) {
                for (int i = 0; i < count; i++) {
                    spool.add(i + ",");
                    expected.append(i).append(',');
                }
                spool.copy(out);
                assertThat(spool.size()).isEqualTo(expected.length());
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString());
        }
    }

    /** More files than a directory of 1989 can count. */
    @Test
    void aPackageOfManyFiles(@TempDir Path dir) throws IOException {
        Path path = dir.resolve("many.zip");
        ZipFileEntry sample = ZipFileEntry.of("x", "content".getBytes(StandardCharsets.UTF_8));
        int count = 70_000;
        try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(path));
                var zip = new ZipStream(out)) {
            for (int i = 0; i < count; i++) {
                zip.add(new ZipFileEntry("f/" + i, sample.crc(), sample.size(), sample.deflated()));
            }
            zip.finish();
        }
        try (var zip = new ZipFile(path.toFile())) {
            assertThat(zip.size()).isEqualTo(count);
            assertThat(zip.getInputStream(zip.getEntry("f/69999")).readAllBytes())
                    .isEqualTo("content".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aParcelKeepsWhatIsInIt() {
        var parcel = new Parcel(
                List.of(ZipFileEntry.of("a/b.xml", new byte[] {1, 2, 3})),
                List.of(new Parcel.Piece("list", "é".repeat(100_000))));
        Parcel read = Parcel.of(parcel.bytes());
        assertThat(read.pieces()).isEqualTo(parcel.pieces());
        assertThat(read.files().get(0).deflated())
                .isEqualTo(parcel.files().get(0).deflated());
        assertThat(read.files().get(0).name()).isEqualTo("a/b.xml");
    }

    @Test
    void namesMadeOfAnyIdAreSafeAndDiffer() {
        var ids = new ArrayList<>(List.of(
                "001",
                "../../x",
                "=cmd()",
                "A B",
                "a_b",
                "a_5f_b",
                "김민아",
                "👩🏽‍🎓",
                "",
                "x".repeat(300),
                "x".repeat(301)));
        ids.add("\\input{}");
        ids.add("\u202Ex");
        var names = new HashSet<String>();
        for (String id : ids) {
            String name = Ids.safe(id);
            assertThat(name)
                    .matches("[A-Za-z0-9_.-]{0,60}")
                    .doesNotContain("..")
                    .doesNotEndWith(".");
            assertThat(names.add(name)).as(id).isTrue();
        }
        assertThat(Ids.safe("2026-001")).isEqualTo("2026-001");
    }

    private static List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().matches("chalkgrad.*\\.part"))
                    .sorted()
                    .toList();
        }
    }
}
