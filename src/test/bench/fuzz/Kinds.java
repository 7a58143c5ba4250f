import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What is drawn for each kind of input. */
final class Kinds {
    private static final Path EXAMPLES = Path.of("examples");

    private Kinds() {}

    static Fuzz.Kind named(String name) {
        return switch (name) {
            case "problems" -> new Problems();
            case "works" -> new Works();
            case "answers" -> new Answers();
            case "rosters" -> new Rosters();
            case "expressions" -> new Expressions();
            default -> throw new IllegalArgumentException("no such kind: " + name);
        };
    }

    /** A half of a pair of surrogates becomes what it is in a broken file. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The texts of the examples whose names end so. */
    static List<String> examples(String... endings) {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                for (String ending : endings) {
                    if (file.toString().endsWith(ending)) {
                        texts.add(Files.readString(file));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** Problem files: whole ones that are drawn, and examples with something changed, most of which are still read. */
    private static final class Problems implements Fuzz.Kind {
        private static final List<List<String>> FORMATS = List.of(
                List.of("-f", "json"),
                List.of("-f", "json,md"),
                List.of("-f", "md,html"),
                List.of("-f", "tex,md", "--solutions", "separate"),
                List.of("-f", "json", "--closed"),
                List.of("-f", "md", "--matrix", "-l", "ko"),
                List.of("-f", "md", "--general"),
                List.of("-f", "md", "--expand", "all"),
                List.of("-f", "pdf"));

        private final List<String> corpus = examples(".yaml");

        @Override
        public Fuzz.Case draw(Random random, Path room) {
            var from = new Grammar(random);
            String text =
                    switch (random.nextInt(5)) {
                        case 0 -> from.network();
                        case 1 -> from.graph();
                        case 2 -> from.slips(random.nextBoolean() ? from.network() : from.graph());
                        case 3 -> from.otherValues(from.one(corpus));
                        default -> from.slips(from.one(corpus));
                    };
            var words = new ArrayList<>(List.of("solve", room.resolve("p.yaml").toString(), "-o", room.resolve("out").toString()));
            words.addAll(FORMATS.get(random.nextInt(FORMATS.size())));
            return new Fuzz.Case("p.yaml", text, words);
        }
    }

    /** Works for the problems of the examples. */
    private static final class Works implements Fuzz.Kind {
        private final List<String> corpus = examples(".md");
        private static final List<String> PROBLEMS = List.of("wikidocs", "graph-product", "graph-layer", "mazur", "tiny-bean");
        private static final List<String> ENDINGS = List.of("md", "md", "txt", "tex", "yaml");

        @Override
        public void prepare(Path room) throws IOException {
            for (String problem : PROBLEMS) {
                Path file = EXAMPLES.resolve(problem + ".yaml");
                if (Files.exists(file)) {
                    Files.copy(file, room.resolve(problem + ".yaml"));
                }
            }
        }

        @Override
        public Fuzz.Case draw(Random random, Path room) {
            var from = new Grammar(random);
            var text = new StringBuilder();
            if (random.nextInt(3) > 0 && !corpus.isEmpty()) {
                text.append(from.slips(from.one(corpus)));
            }
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(from.line()).append('\n');
            }
            List<String> problems = PROBLEMS.stream()
                    .filter(name -> Files.exists(room.resolve(name + ".yaml")))
                    .toList();
            String name = "work." + from.one(ENDINGS);
            var words = new ArrayList<>(List.of(
                    "check",
                    room.resolve(from.one(problems) + ".yaml").toString(),
                    room.resolve(name).toString(),
                    "-f",
                    random.nextInt(3) == 0 ? "html,json" : "json",
                    "-o",
                    room.resolve("out").toString()));
            if (random.nextInt(4) == 0) {
                words.addAll(List.of("--explain", Integer.toString(1 + random.nextInt(12))));
            }
            return new Fuzz.Case(name, text.toString(), words);
        }
    }

    /** An exam that is small, and has a question of each kind that needs no time. */
    private static final String EXAM =
            """
            inputs: {x1: 0.3, x2: 0.7}
            targets: {o1: 1}
            layers:
              - {units: [o1], activation: sigmoid, weights: [[0.2, 0.4]], biases: {b1: 0.1}}
            loss: half_sse
            learning_rate: 0.5
            vary: {x1: {from: 0.1, to: 0.9, step: 0.1}}
            questions:
              - {ask: out(o1), points: 2}
              - {ask: dE/dw1, points: 3}
            """;

    /** Tables of answers. */
    private static final class Answers implements Fuzz.Kind {
        @Override
        public void prepare(Path room) throws IOException {
            Files.writeString(room.resolve("exam.yaml"), EXAM);
            int code = new chalkgrad.cli.Main()
                    .run(
                            java.io.InputStream.nullInputStream(),
                            java.io.OutputStream.nullOutputStream(),
                            System.err,
                            "variants",
                            room.resolve("exam.yaml").toString(),
                            "--count",
                            "3",
                            "-f",
                            "md",
                            "-q",
                            "-o",
                            room.resolve("exam").toString());
            if (code != 0) {
                throw new IOException("the exam of the harness cannot be made");
            }
        }

        @Override
        public Fuzz.Case draw(Random random, Path room) {
            var from = new Grammar(random);
            String separator = from.one(List.of(",", ";", "\t", ",", ","));
            var text = new StringBuilder(from.one(List.of("id", "id", "variant", "\uFEFFid", "학번", "", "ID ")));
            List<String> columns = List.of("1", "2", "out(o1)", "dE/dw1", "1.1", "3", "0", "w1", "dE/dw_1", "\u0000", "=1", "name");
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                text.append(separator).append(from.cell(from.one(columns), separator));
            }
            text.append(from.one(List.of("\n", "\r\n", "\r")));
            for (int row = random.nextInt(6); row >= 0; row--) {
                text.append(from.one(List.of("001", "1", "2", "003", "4", "", "٣", "００２", "\"001\"", "001 ")));
                for (int i = random.nextInt(count + 2); i > 0; i--) {
                    text.append(separator).append(from.cell(random.nextBoolean() ? from.number() : from.line(), separator));
                }
                text.append('\n');
            }
            String table = random.nextInt(4) == 0 ? from.slips(text.toString()) : text.toString();
            return new Fuzz.Case(
                    "answers.csv",
                    table,
                    List.of(
                            "grade",
                            room.resolve("exam").toString(),
                            room.resolve("answers.csv").toString(),
                            "-o",
                            room.resolve("out").toString()));
        }
    }

    /** Tables of students. */
    private static final class Rosters implements Fuzz.Kind {
        @Override
        public void prepare(Path room) throws IOException {
            Files.writeString(room.resolve("exam.yaml"), EXAM);
        }

        @Override
        public Fuzz.Case draw(Random random, Path room) {
            var from = new Grammar(random);
            String separator = from.one(List.of(",", ";", "\t", ","));
            var text = new StringBuilder(from.one(List.of("id", "학번", "\uFEFFid", "Student ID", "sep=;\nid", "name")))
                    .append(separator)
                    .append(from.one(List.of("name", "이름", "", "id")))
                    .append('\n');
            for (int row = random.nextInt(5); row >= 0; row--) {
                text.append(from.cell(from.id(), separator))
                        .append(separator)
                        .append(from.cell(from.id(), separator))
                        .append(from.one(List.of("\n", "\n", "\r\n", "\r")));
            }
            String table = random.nextInt(3) == 0 ? from.slips(text.toString()) : text.toString();
            return new Fuzz.Case(
                    "roster.csv",
                    table,
                    List.of(
                            "variants",
                            room.resolve("exam.yaml").toString(),
                            "--roster",
                            room.resolve("roster.csv").toString(),
                            "-f",
                            from.one(List.of("md", "md,csv", "md,moodle", "md,gift", "md,qti", "md,canvas", "tex", "html")),
                            "-q",
                            "-o",
                            room.resolve("out").toString()));
        }
    }

    /** Pairs of expressions, several of them on standard input. */
    private static final class Expressions implements Fuzz.Kind {
        @Override
        public Fuzz.Case draw(Random random, Path room) {
            var from = new Grammar(random);
            var text = new StringBuilder();
            for (int i = random.nextInt(4); i >= 0; i--) {
                String left = random.nextInt(4) == 0 ? from.latex(3) : from.expression(3);
                String right = random.nextInt(3) == 0 ? left : random.nextInt(3) == 0 ? from.latex(3) : from.expression(3);
                text.append(random.nextInt(6) == 0 ? from.slips(left) : left)
                        .append('\t')
                        .append(right)
                        .append('\n');
            }
            var words = new ArrayList<>(List.of("equal", "-"));
            if (random.nextInt(4) == 0) {
                words.addAll(List.of("--where", from.name() + "=" + from.expression(2)));
            }
            if (random.nextInt(3) == 0) {
                words.addAll(List.of("-f", "json"));
            }
            return new Fuzz.Case("-", text.toString(), words);
        }
    }
}
