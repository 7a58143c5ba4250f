package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written for those who work on the program is true: the picture of the packages shows the arrows that are kept, and every file that is named is there. */
class ContributingTest {
    private static final int WIDTH = 84;
    private static final int HEIGHT = 26;
    private static final int COLUMN = 112;
    private static final int ROW = 44;

    @Test
    void thePictureShowsTheArrowsThatAreKept() throws Exception {
        Golden.check("packages.svg", picture(ArchitectureTest.USES));
        assertThat(Files.readString(Path.of("README.md"))).contains("(src/test/resources/packages.svg)");
    }

    @Test
    void everyFileThatIsNamedIsThere() throws Exception {
        String text = Files.readString(Path.of("CONTRIBUTING.md"));
        List<String> classes = named(text, "`([a-z]+/[A-Z]\\w+)`");
        assertThat(classes).hasSizeGreaterThan(25);
        for (String name : classes) {
            assertThat(Path.of("src", "main", "java", "chalkgrad", name + ".java"))
                    .exists();
        }
        List<String> tests = named(text, "(?:`|=)(\\w+Test)\\b");
        assertThat(tests).hasSizeGreaterThan(5);
        try (var files = Files.walk(Path.of("src", "test", "java"))) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsAll(tests.stream().map(test -> test + ".java").toList());
        }
        for (String file : named(text, "`((?:src|templates)/?[\\w/.-]*)`")) {
            assertThat(Path.of(file)).exists();
        }
    }

    private static List<String> named(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    /** The packages in columns, each right of those that it uses. */
    private static String picture(Map<String, List<String>> uses) {
        var columns = new TreeMap<Integer, List<String>>();
        var column = new HashMap<String, Integer>();
        new TreeMap<>(uses)
                .keySet()
                .forEach(name -> columns.computeIfAbsent(column(name, uses, column), c -> new ArrayList<>())
                        .add(name));
        int tallest = columns.values().stream().mapToInt(List::size).max().orElse(1);
        var places = new HashMap<String, double[]>();
        columns.forEach((number, names) -> {
            names.sort(Comparator.comparingDouble((String name) -> uses.get(name).stream()
                            .mapToDouble(used -> places.get(used)[1])
                            .average()
                            .orElse(0))
                    .thenComparing(Comparator.naturalOrder()));
            double top = 10 + (tallest - names.size()) * ROW / 2.0;
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), new double[] {10 + number * COLUMN, top + i * ROW});
            }
        });
        var svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"The packages, each right of those that it uses\">%n",
                20 + columns.lastKey() * COLUMN + WIDTH,
                20 + (tallest - 1) * ROW + HEIGHT));
        svg.append(
                "<style>rect{fill:#f4f1ea;stroke:#8a8577}text{font:13px sans-serif;fill:#222;text-anchor:middle}"
                        + "path{fill:none;stroke:#8a8577}@media(prefers-color-scheme:dark){rect{fill:#2b2a27}text{fill:#eee}}</style>\n");
        new TreeMap<>(uses)
                .forEach((name, used) -> used.stream()
                        .filter(other -> !isImplied(other, used, uses))
                        .sorted()
                        .forEach(other -> {
                            double[] from = places.get(other);
                            double[] to = places.get(name);
                            double x1 = from[0] + WIDTH;
                            double x2 = to[0];
                            double middle = (x1 + x2) / 2;
                            svg.append(String.format(
                                    Locale.ROOT,
                                    "<path d=\"M%.0f %.0f C%.0f %.0f %.0f %.0f %.0f %.0f\"/>%n",
                                    x1,
                                    from[1] + HEIGHT / 2.0,
                                    middle,
                                    from[1] + HEIGHT / 2.0,
                                    middle,
                                    to[1] + HEIGHT / 2.0,
                                    x2,
                                    to[1] + HEIGHT / 2.0));
                        }));
        new TreeMap<>(places)
                .forEach((name, at) -> svg.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" rx=\"4\"/><text x=\"%.0f\" y=\"%.0f\">%s</text>%n",
                        at[0],
                        at[1],
                        WIDTH,
                        HEIGHT,
                        at[0] + WIDTH / 2.0,
                        at[1] + 18,
                        name)));
        return svg.append("</svg>\n").toString().replace("\r", "");
    }

    /** Whether a package is used by another that is used. */
    private static boolean isImplied(String name, List<String> used, Map<String, List<String>> uses) {
        return used.stream().anyMatch(other -> reaches(other, name, uses));
    }

    private static boolean reaches(String from, String to, Map<String, List<String>> uses) {
        return uses.get(from).stream().anyMatch(used -> used.equals(to) || reaches(used, to, uses));
    }

    private static int column(String name, Map<String, List<String>> uses, Map<String, Integer> known) {
        Integer before = known.get(name);
        if (before != null) {
            return before;
        }
        int column = uses.get(name).stream()
                .mapToInt(used -> column(used, uses, known) + 1)
                .max()
                .orElse(0);
        known.put(name, column);
        return column;
    }
}
