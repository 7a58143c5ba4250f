package chalkgrad.cli;

import chalkgrad.cli.Arguments.Misuse;
import chalkgrad.export.Exporter;
import chalkgrad.write.Format;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Options that a command has, and that would do nothing beside the others that were given: they are refused, as whoever gives one expects something of
 * it.
 *
 * <p>{@code solve x.yaml -f json --matrix} asks for a matrix form that no format of the call has.
 *
 * <p>A language, a notation and {@code --quiet} are preferences, which scripts give with every call, and are never refused.
 */
final class NoEffect {
    private static final Set<String> GROUPED = Set.of("moodle", "canvas", "qti", "gift");

    private static final String ONLY_DATA =
            "the results are asked for as json only; add a format for people, such as md, with --format";

    private static final List<Row> ROWS = List.of(
            new Row(
                    CliOption.TEMPLATES,
                    call -> call.formats().stream().noneMatch(format -> isFromTemplates(format, call)),
                    "none of the formats is made from templates; ask for tex, md or html with --format, or for --pdf-engine tex"),
            new Row(
                    CliOption.PDF_ENGINE,
                    call -> call.formats().stream().noneMatch(format -> format.maker() == Format.Maker.PDF),
                    "no PDF is made; add pdf to --format"),
            new Row(
                    CliOption.CLOSED,
                    call -> call.formats().stream().noneMatch(format -> format.maker() == Format.Maker.DATA),
                    "closed forms are in the results as data; add json to --format"),
            new Row(CliOption.MATRIX, NoEffect::onlyData, ONLY_DATA),
            new Row(CliOption.GENERAL, NoEffect::onlyData, ONLY_DATA),
            new Row(CliOption.DETAIL, call -> call.command() == Command.SOLVE && onlyData(call), ONLY_DATA),
            new Row(CliOption.SHEET, NoEffect::onlyData, ONLY_DATA),
            new Row(CliOption.SOLUTIONS, NoEffect::onlyData, ONLY_DATA),
            new Row(
                    CliOption.GROUPING,
                    call -> call.bulk().exporters().stream().map(Exporter::name).noneMatch(GROUPED::contains),
                    "it is about what a learning-management system finds together; add moodle, canvas, qti or gift to --format"),
            new Row(CliOption.COUNT, NoEffect::draws, "--stress says how often is drawn"),
            new Row(CliOption.ROSTER, NoEffect::draws, "--stress draws for nobody in particular"),
            new Row(CliOption.SHARD, NoEffect::draws, "--stress makes nothing that could be joined"));

    /** An option, when it does nothing, and why. */
    private record Row(CliOption option, Predicate<Arguments> idle, String reason) {}

    private NoEffect() {}

    /** Refuses the first option that does nothing. */
    static void refuse(Set<CliOption> given, Arguments call) throws Misuse {
        for (Row row : ROWS) {
            if (given.contains(row.option) && row.idle.test(call)) {
                throw new Misuse("--" + row.option.word + " would do nothing here: " + row.reason);
            }
        }
    }

    private static boolean isFromTemplates(Format format, Arguments call) {
        return switch (format.maker()) {
            case TEMPLATE -> true;
            case PDF -> call.tex();
            case DATA -> false;
        };
    }

    private static boolean onlyData(Arguments call) {
        return call.formats().stream().allMatch(format -> format.maker() == Format.Maker.DATA);
    }

    private static boolean draws(Arguments call) {
        return call.bulk().stress().isPresent();
    }
}
