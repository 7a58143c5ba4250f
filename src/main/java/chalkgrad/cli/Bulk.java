package chalkgrad.cli;

import chalkgrad.batch.Shard;
import chalkgrad.cli.Arguments.Misuse;
import chalkgrad.export.Exporter;
import chalkgrad.export.Exporters;
import chalkgrad.export.Grouping;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a command line says about many variants.
 *
 * <p>{@code --count 200 --seed 2026 -f pdf,moodle} has one exporter.
 *
 * @param count how many, where there is no roster
 * @param seed what the draws follow from
 * @param roster a file of students
 * @param jobs how many threads; at least one
 * @param stress how many draws are to be reported on, instead of making anything
 * @param grouping what a learning-management system finds together
 * @param exporters the files for such systems
 */
record Bulk(
        OptionalInt count,
        long seed,
        Optional<String> roster,
        Shard shard,
        int jobs,
        OptionalInt stress,
        Grouping grouping,
        List<Exporter> exporters) {

    private static final int MOST_JOBS = 1024;
    private static final List<String> GROUPINGS = List.of("variant", "question");

    /** What no option says anything about. */
    static final Bulk NONE = new Bulk(
            OptionalInt.empty(),
            1,
            Optional.empty(),
            Shard.WHOLE,
            1,
            OptionalInt.empty(),
            Grouping.BY_VARIANT,
            List.of());

    Bulk {
        exporters = List.copyOf(exporters);
    }

    /** Reads the options; {@code value} knows what stands behind each. */
    static Bulk read(Function<CliOption, Optional<String>> value) throws Misuse {
        return new Bulk(
                whole(CliOption.COUNT, value, 9),
                seed(value.apply(CliOption.SEED)),
                value.apply(CliOption.ROSTER),
                shard(value.apply(CliOption.SHARD)),
                jobs(whole(CliOption.JOBS, value, 4)),
                whole(CliOption.STRESS, value, 9),
                grouping(value.apply(CliOption.GROUPING)),
                exporters(value.apply(CliOption.FORMAT).orElse("")));
    }

    private static OptionalInt whole(CliOption choice, Function<CliOption, Optional<String>> value, int digits)
            throws Misuse {
        Optional<String> text = value.apply(choice);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        } else if (!text.get().matches("[1-9][0-9]{0," + (digits - 1) + "}")) {
            throw new Misuse("--" + choice.word + ": found “" + text.get() + "”; expected a whole number from 1 to "
                    + "9".repeat(digits));
        }
        return OptionalInt.of(Integer.parseInt(text.get()));
    }

    private static long seed(Optional<String> text) throws Misuse {
        if (text.isEmpty()) {
            return NONE.seed;
        } else if (!text.get().matches("0|-?[1-9][0-9]{0,17}")) {
            throw new Misuse("--seed: found “" + text.get() + "”; expected a whole number of at most 18 digits");
        }
        return Long.parseLong(text.get());
    }

    private static Shard shard(Optional<String> text) throws Misuse {
        if (text.isEmpty()) {
            return Shard.WHOLE;
        }
        return Shard.read(text.get())
                .orElseThrow(() -> new Misuse("--shard: found “" + text.get()
                        + "”; expected which part of how many, as in 2/4 for the second of four"));
    }

    private static int jobs(OptionalInt asked) {
        return Math.min(MOST_JOBS, asked.orElse(Runtime.getRuntime().availableProcessors()));
    }

    private static Grouping grouping(Optional<String> text) throws Misuse {
        if (text.isEmpty()) {
            return Grouping.BY_VARIANT;
        } else if (!GROUPINGS.contains(text.get())) {
            throw new Misuse("--grouping: found “" + text.get() + "”; expected one of " + String.join(", ", GROUPINGS));
        }
        return Grouping.valueOf("BY_" + text.get().toUpperCase(Locale.ROOT));
    }

    /** {@code variant} or {@code question}. */
    String groupingWord() {
        return grouping == Grouping.BY_QUESTION ? "question" : "variant";
    }

    private static List<Exporter> exporters(String names) {
        var exporters = new ArrayList<Exporter>();
        for (String name : names.split(",", -1)) {
            Exporters.named(name.strip()).filter(e -> !exporters.contains(e)).ifPresent(exporters::add);
        }
        return exporters;
    }

    /** Formats of paper, which a variant has of its own. */
    static List<Format> papers() {
        return Formats.ALL.stream()
                .filter(format -> format.maker() != Format.Maker.DATA)
                .toList();
    }

    /** All that {@code --format} may name. */
    static List<String> names() {
        var names = new ArrayList<String>();
        papers().forEach(format -> names.add(format.name()));
        Exporters.ALL.forEach(exporter -> names.add(exporter.name()));
        return names;
    }
}
