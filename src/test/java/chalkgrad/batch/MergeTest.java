package chalkgrad.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chalkgrad.batch.Fakes.Listing;
import chalkgrad.batch.Fakes.Making;
import chalkgrad.batch.Fakes.Notes;
import chalkgrad.batch.Fakes.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts made by themselves, and joined. */
class MergeTest {
    private static final int COUNT = 23;
    private static final Set<String> BAD = Set.of("1", "5", "17");
    private static final Set<String> REFUSED = Set.of("2", "18");

    @TempDir
    Path home;

    private Path shared;

    @BeforeEach
    void begin() {
        shared = home.resolve("shared");
    }

    private static Tally make(Path out, Shard shard, int bundle) throws Halt {
        var order = Fakes.order(out, Seats.numbered(COUNT), shard, 2);
        return Fakes.series(order, new Making(BAD, Set.of(), bundle), new Notes(), Storage.DISK)
                .run(Fakes.draws(REFUSED));
    }

    private void parts(int of, Path... folders) throws Halt {
        for (int number = of; number >= 1; number--) {
            make(folders[number % folders.length], new Shard(number, of), 1);
        }
    }

    private static Tally merge(Path out, Path... folders) throws Halt {
        return Merge.of(List.of(folders), out).run(List.of(new Listing()), Optional.of(new Printed()), 2, new Notes());
    }

    private Map<String, String> whole() throws Halt {
        make(home.resolve("whole"), Shard.WHOLE, 1);
        return Fakes.files(home.resolve("whole"));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "4, 5", "23, 1", "30, 1", "2, 100"})
    void partsInOneFolderMakeAWhole(int of, int bundle) throws Halt {
        for (int number = 1; number <= of; number++) {
            make(shared, new Shard(number, of), bundle);
        }
        assertThat(merge(shared, shared)).isEqualTo(new Tally(true, COUNT, COUNT - 5, 2, 3));
        assertThat(Fakes.files(shared)).isEqualTo(whole());
    }

    @Test
    void partsInFoldersOfTheirOwnMakeAWhole() throws Halt {
        parts(4, home.resolve("a"), home.resolve("b"));
        Map<String, String> before = Fakes.files(home.resolve("a"));
        merge(home.resolve("all"), home.resolve("b"), home.resolve("a"), home.resolve("b"));
        assertThat(Fakes.files(home.resolve("all"))).isEqualTo(whole());
        assertThat(Fakes.files(home.resolve("a")))
                .as("nothing of it is touched")
                .isEqualTo(before);
    }

    @Test
    void partsAreEqualWhateverTheirFolder() throws Halt {
        parts(4, shared);
        make(home.resolve("a"), new Shard(2, 4), 1);
        assertThat(Fakes.files(shared)).containsAllEntriesOf(Fakes.files(home.resolve("a")));
        assertThat(Fakes.files(shared)).containsKeys("manifest.1-of-4.json", "key.4-of-4.csv");
    }

    @Test
    void whatIsMergedIsProvedAgain() throws Exception {
        parts(3, shared);
        merge(shared, shared);
        Map<String, String> files = Fakes.files(shared);
        assertThat(merge(shared, shared)).isEqualTo(new Tally(true, COUNT, COUNT - 5, 2, 3));
        assertThat(Fakes.files(shared)).isEqualTo(files);
        Files.writeString(shared.resolve("004-questions.pdf"), "changed");
        Files.writeString(shared.resolve("key.csv"), "changed");
        assertThatThrownBy(() -> merge(shared, shared))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("004-questions.pdf” has been changed; ")
                .hasMessageContaining("key.csv” has been changed");
    }

    /** Each of these must be noticed, and nothing be written. */
    @Test
    void whatDoesNotFitTogether() throws Exception {
        parts(4, shared);
        Path manifest = shared.resolve("manifest.3-of-4.json");
        String third = Files.readString(manifest);

        Files.delete(manifest);
        refused("missing: part 3/4; make it with --shard, and merge again");

        Files.writeString(manifest, third.replaceFirst("(?m)^\\{\"id\":\"014\".*\n", ""));
        refused("variant 14 of 23 is missing");

        Files.writeString(manifest, third.replaceFirst("(?m)^(\\{\"id\":\"014\".*\n)", "$1$1"));
        refused("variant 014 is there twice");

        Files.writeString(manifest, third.replaceFirst("\"run\":\"..", "\"run\":\"zz"));
        refused("manifest.3-of-4.json” is of another run");

        Files.writeString(manifest, third);
        Files.move(shared.resolve("013-solution.md"), shared.resolve("x"));
        refused("013-solution.md” is missing");
        Files.writeString(shared.resolve("013-solution.md"), "another");
        refused("013-solution.md” has been changed");
        Files.delete(shared.resolve("013-solution.md"));
        Files.move(shared.resolve("x"), shared.resolve("013-solution.md"));

        String key = Files.readString(shared.resolve("key.2-of-4.csv"));
        Files.writeString(shared.resolve("key.2-of-4.csv"), key + "forged\r\n");
        refused("key.2-of-4.csv” has been changed");
        Files.writeString(shared.resolve("key.2-of-4.csv"), key);

        Files.writeString(manifest, third.replace("013-solution.md", "../../../etc/passwd"));
        refused("“../../../etc/passwd” is no name of a file");
        Files.writeString(manifest, third);

        make(home.resolve("b"), new Shard(2, 4), 1);
        assertThatThrownBy(() -> merge(shared, shared, home.resolve("b")))
                .hasMessageContaining("part 2 is there twice");
        make(home.resolve("c"), new Shard(5, 5), 1);
        assertThatThrownBy(() -> merge(shared, shared, home.resolve("c"))).hasMessageContaining("is a part of 5");

        merge(shared, shared);
        assertThat(Fakes.files(shared)).isEqualTo(whole());
    }

    private void refused(String message) throws IOException {
        Map<String, String> before = Fakes.files(shared);
        assertThatThrownBy(() -> merge(shared, shared)).isInstanceOf(Halt.class).hasMessageContaining(message);
        assertThat(Fakes.files(shared)).isEqualTo(before);
    }

    @Test
    void partsOfOtherRuns() throws Halt {
        parts(2, shared);
        Path other = home.resolve("other");
        var order = Fakes.order(other, Seats.numbered(COUNT), new Shard(1, 2), 1, 8);
        Fakes.series(order, new Making(), new Notes(), Storage.DISK).run(Fakes.draws(Set.of()));
        assertThatThrownBy(() -> merge(shared, shared, other))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("are not of one run: the seed is 8 there and 7 here");
        assertThatThrownBy(() -> Merge.of(List.of(home), home))
                .isInstanceOf(Halt.class)
                .hasMessageContaining("expected a folder that variants has written");
    }

    /** Parts hold every seat once, and are of equal size up to one bundle. */
    @ParameterizedTest
    @CsvSource({"10, 4, 1", "3, 7, 1", "1000, 3, 250", "1001, 16, 250", "1, 1, 1", "1000000, 97, 1"})
    void aPartIsAnEqualShare(int count, int of, int bundle) {
        int next = 1;
        var sizes = new ArrayList<Integer>();
        for (int number = 1; number <= of; number++) {
            var shard = new Shard(number, of);
            assertThat(shard.first(count, bundle)).isEqualTo(next);
            assertThat((next - 1) % bundle).isZero();
            sizes.add(shard.last(count, bundle) - next + 1);
            next = shard.last(count, bundle) + 1;
        }
        assertThat(next).isEqualTo(count + 1);
        assertThat(sizes.stream().max(Integer::compare).orElseThrow()
                        - sizes.stream().min(Integer::compare).orElseThrow())
                .isLessThanOrEqualTo(bundle);
    }
}
