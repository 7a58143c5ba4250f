package chalkgrad.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.batch.Fakes.Making;
import chalkgrad.batch.Fakes.Notes;
import chalkgrad.variant.Student;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of an exam that costs nothing: what is in the folder afterwards, whatever happened before. */
class VariantRunTest {
    private static final int COUNT = 23;

    @TempDir
    Path home;

    private Map<String, String> uninterrupted() throws Halt {
        Fakes.run(home.resolve("whole"), Seats.numbered(COUNT), Shard.WHOLE, 1, new Making());
        return Fakes.files(home.resolve("whole"));
    }

    @Test
    void whatIsInTheFolder() throws Halt {
        Map<String, String> files = uninterrupted();
        assertThat(files)
                .hasSize(2 * COUNT + 7)
                .containsKeys(
                        "001-questions.pdf", "023-solution.md", "run.json", "exam.yaml", "manifest.json", "print.pdf")
                .containsEntry("exam.yaml", "an exam")
                .containsEntry(
                        "key.csv",
                        "id,student,name,1,2,3\r\n"
                                + IntStream.rangeClosed(1, COUNT)
                                        .mapToObj(i ->
                                                String.format("%03d,,,%d,\"b1 = 1; b2 = 2\",\"'=%d\"\r\n", i, i, i))
                                        .collect(Collectors.joining()));
        assertThat(files.get("listing.txt")).startsWith("begin\n1\n").endsWith("23\nend\n");
        assertThat(files.get("manifest.json"))
                .startsWith("{\"exam\":\"midterm\",\"seed\":7,\"program\":\"chalkgrad test\",\"count\":23,\"run\":\"")
                .contains(
                        "\n{\"id\":\"007\",\"index\":7,\"student\":\"\",\"name\":\"\",\"values\":{\"x1\":\"0.7\"},\"answers\":[")
                .contains("\"files\":[\"007-questions.pdf\",\"007-solution.md\"]");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7})
    void theNumberOfThreadsChangesNothing(int threads) throws Halt {
        Path out = home.resolve("out");
        Notes notes = Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, threads, new Making());
        assertThat(Fakes.files(out)).isEqualTo(uninterrupted());
        assertThat(notes.wrote)
                .startsWith("001-questions.pdf", "001-solution.md", "002-questions.pdf")
                .endsWith("key.csv", "listing.txt", "print.pdf", "midterm-marks.md", "manifest.json")
                .hasSize(2 * COUNT + 5);
        assertThat(notes.steps).isEqualTo(COUNT);
    }

    /** A disk that is full after so many bytes. */
    private static Storage full(long room) {
        var left = new AtomicLong(room);
        return file -> new FilterOutputStream(Storage.DISK.create(file)) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                long before = left.getAndAdd(-count);
                if (before < count) {
                    out.write(bytes, from, (int) Math.max(0, before));
                    throw new IOException("No space left on device");
                }
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    /** Whatever the byte at which the disk is full: what is there is whole, and the next run makes the rest. */
    @Test
    void aFullDisk() throws Halt {
        Map<String, String> whole = uninterrupted();
        var random = new Random(20261121);
        for (int time = 0; time < 12; time++) {
            Path out = home.resolve("full" + time);
            long room = random.nextInt(100_000);
            var order = Fakes.order(out, Seats.numbered(COUNT), Shard.WHOLE, 2);
            assertThatThrownBy(() -> Fakes.series(order, new Making(), new Notes(), full(room))
                            .run(Fakes.draws(Set.of())))
                    .as("room %s", room)
                    .isInstanceOf(Halt.class)
                    .hasMessage("cannot write into “" + out + "”: No space left on device");
            assertThat(Fakes.files(out).keySet()).isSubsetOf(whole.keySet());
            assertThat(whole).containsAllEntriesOf(Fakes.files(out));
            Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, 2, new Making());
            assertThat(Fakes.files(out)).as("room %s", room).isEqualTo(whole);
        }
    }

    @Test
    void whatHasBeenMadeIsNotMadeAgain() throws Exception {
        Map<String, String> whole = uninterrupted();
        Path out = home.resolve("whole");
        Files.delete(out.resolve("manifest.json"));
        Files.delete(out.resolve("005-questions.pdf"));
        Files.delete(out.resolve("006-solution.md"));
        Files.writeString(out.resolve(".chalkgrad-all-9.part"), "half");
        var making = new Making();
        Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, 2, making);
        assertThat(making.dear).containsExactly("5");
        assertThat(Fakes.files(out)).isEqualTo(whole);
    }

    @Test
    void whatHasBeenChangedIsMadeAgain() throws Exception {
        Map<String, String> whole = uninterrupted();
        Path out = home.resolve("whole");
        Files.writeString(out.resolve("003-questions.pdf"), "something else");
        Files.writeString(out.resolve("004-solution.md"), "something else");
        var making = new Making();
        Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, 2, making);
        assertThat(making.dear).containsExactly("3");
        assertThat(Fakes.files(out)).isEqualTo(whole);
    }

    @Test
    void aStopLeavesNothingUnfinished() throws Exception {
        Path out = home.resolve("out");
        var order = Fakes.order(out, Seats.numbered(COUNT), Shard.WHOLE, 2);
        var stopping = new Notes() {
            @Override
            public boolean stopped() {
                return steps >= 9;
            }
        };
        Tally tally = Fakes.series(order, new Making(), stopping, Storage.DISK).run(Fakes.draws(Set.of()));
        assertThat(tally.whole()).isFalse();
        assertThat(tally.made()).isEqualTo(9);
        assertThat(Fakes.files(out).keySet())
                .contains("009-questions.pdf")
                .doesNotContain("manifest.json", "key.csv")
                .noneMatch(name -> name.startsWith("."));
        Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, 2, new Making());
        assertThat(Fakes.files(out)).isEqualTo(uninterrupted());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aBadVariantDoesNotStopTheOthers(int bundle) throws Halt {
        Path out = home.resolve("out");
        var notes = new Notes();
        Tally tally = Fakes.series(
                        Fakes.order(out, Seats.numbered(COUNT), Shard.WHOLE, 2),
                        new Making(Set.of("3"), Set.of("6"), bundle),
                        notes,
                        Storage.DISK)
                .run(Fakes.draws(Set.of("9")));
        assertThat(tally).isEqualTo(new Tally(true, COUNT, COUNT - 3, 1, 2));
        assertThat(notes.failed)
                .containsExactly(
                        "003: no good: 3",
                        "006: could not be made, by a fault in the program itself: IllegalStateException: boom; "
                                + "please report this with the exam file",
                        "009: none of 10 draws of task 1 meets every requirement; not met: ");
        Map<String, String> whole = uninterrupted();
        Map<String, String> files = Fakes.files(out);
        assertThat(files).doesNotContainKeys("003-questions.pdf", "006-questions.pdf", "009-questions.pdf");
        assertThat(files.get("manifest.json").lines().filter(line -> line.startsWith("{\"id\":\"")))
                .hasSize(COUNT)
                .endsWith("{\"id\":\"009\",\"index\":9,\"student\":\"\",\"name\":\"\",\"refused\":true,"
                        + "\"reason\":\"none of 10 draws of task 1 meets every requirement; not met: \"}")
                .filteredOn(line -> !line.contains("\"reason\""))
                .allSatisfy(line -> assertThat(whole.get("manifest.json")).contains(line));
        assertThat(files.get("key.csv").lines().map(line -> line.substring(0, 3)))
                .hasSize(COUNT - 2)
                .doesNotContain("003", "006", "009");
    }

    @Test
    void aFolderIsOfOneRun() throws Halt {
        uninterrupted();
        Path out = home.resolve("whole");
        var other = Fakes.order(out, Seats.numbered(COUNT + 1), Shard.WHOLE, 1, 8);
        assertThatThrownBy(() -> Fakes.series(other, new Making(), new Notes(), Storage.DISK)
                        .run(Fakes.draws(Set.of())))
                .isInstanceOfSatisfying(
                        Halt.class, halt -> assertThat(halt.isInput()).isTrue())
                .hasMessage("“" + out
                        + "” holds another run: the count is 23 there and 24 here, the seed is 7 there and 8 here. "
                        + "Choose another folder with --out, or delete that one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exam.yaml", "001-questions.pdf", "key.csv", "manifest.json"})
    void aFolderWithFilesOfItsOwnIsLeftAlone(String name) throws IOException {
        Path out = Files.createDirectories(home.resolve("mine"));
        Files.writeString(out.resolve(name), "mine");
        assertThatThrownBy(() -> Fakes.run(out, Seats.numbered(3), Shard.WHOLE, 1, new Making()))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("holds files of something else");
        assertThat(Fakes.files(out)).containsOnlyKeys(name);
        assertThat(out.resolve(name)).hasContent("mine");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path out = Files.writeString(home.resolve("file"), "mine");
        assertThatThrownBy(() -> Fakes.run(out, Seats.numbered(3), Shard.WHOLE, 1, new Making()))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("“file” is a file, not a folder");
    }

    @Test
    void twoAtOnceInOneFolder() throws Exception {
        Path out = home.resolve("out");
        var order = Fakes.order(out, Seats.numbered(COUNT), Shard.WHOLE, 1);
        var second = new Notes() {
            @Override
            public void step() {
                if (steps++ == 3) {
                    assertThatThrownBy(() -> Fakes.run(out, Seats.numbered(COUNT), Shard.WHOLE, 1, new Making()))
                            .isInstanceOf(Halt.class)
                            .hasMessage("another chalkgrad is at work in “" + out + "”; let it finish, or stop it");
                }
            }
        };
        assertThat(Fakes.series(order, new Making(), second, Storage.DISK)
                        .run(Fakes.draws(Set.of()))
                        .whole())
                .isTrue();
        assertThat(Fakes.files(out)).isEqualTo(uninterrupted());
    }

    /** A longer roster, or a larger count, is another run; in it every student has the same files as before. */
    @Test
    void whoeverIsAddedChangesNobodysFiles() throws Halt {
        List<Student> few = List.of(
                new Student("b/1", "B"), new Student("a7", ""), new Student("../../x", "=1"), new Student("김", "김"));
        List<Student> more = List.of(
                new Student("0", "first"),
                few.get(0),
                few.get(1),
                new Student("A8", "between"),
                few.get(2),
                few.get(3),
                new Student("A7", "last"));
        Fakes.run(home.resolve("few"), Seats.of(few), Shard.WHOLE, 2, new Making());
        Fakes.run(home.resolve("more"), Seats.of(more), Shard.WHOLE, 2, new Making());
        assertThat(variants(home.resolve("more")))
                .hasSize(2 * more.size())
                .containsAllEntriesOf(variants(home.resolve("few")));

        Fakes.run(home.resolve("9"), Seats.numbered(9), Shard.WHOLE, 2, new Making());
        Fakes.run(home.resolve("11"), Seats.numbered(11), Shard.WHOLE, 2, new Making());
        assertThat(variants(home.resolve("11"))).containsAllEntriesOf(variants(home.resolve("9")));
        assertThat(Seats.numbered(1000).at(7).key())
                .isEqualTo(Seats.numbered(9).at(7).key());
    }

    private static Map<String, String> variants(Path folder) {
        Map<String, String> files = Fakes.files(folder);
        files.keySet().removeIf(name -> !name.contains("-questions.") && !name.contains("-solution."));
        return files;
    }

    @Test
    void aFolderThatMayNotBeWrittenTo() throws Halt {
        Storage none = file -> {
            throw new FileSystemException(file.toString(), null, "Read-only file system");
        };
        var order = Fakes.order(home.resolve("out"), Seats.numbered(2), Shard.WHOLE, 1);
        assertThatThrownBy(() ->
                        Fakes.series(order, new Making(), new Notes(), none).run(Fakes.draws(Set.of())))
                .isInstanceOf(Halt.class)
                .hasMessage("cannot write into “" + home.resolve("out") + "”: Read-only file system");
    }
}
