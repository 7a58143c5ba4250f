package chalkgrad.batch;

import chalkgrad.batch.CsvReader.Row;
import chalkgrad.problem.Words;
import chalkgrad.source.Decoder;
import chalkgrad.variant.Student;
import chalkgrad.write.Csv;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The students who sit an exam, from a table with a column of ids and, if there is one, of names.
 *
 * <p>{@code Roster.read("students.csv", bytes)} of {@code 학번,이름⏎20261234,김민아} has one student.
 *
 * <p>A table has commas, semicolons or tabs between its cells, and is in UTF-8, UTF-16 or CP949; other columns are passed over.
 */
public sealed interface Roster {
    /** A file that is larger is no roster. */
    int MOST_BYTES = 200_000_000;

    /** The students in the order of the file; no two share an id. */
    record Students(List<Student> all) implements Roster {
        public Students {
            all = List.copyOf(all);
        }
    }

    /** What is wrong with the file: one sentence or more, for a person. */
    record Refused(List<String> messages) implements Roster {
        public Refused {
            messages = List.copyOf(messages);
        }
    }

    /** Reads a roster. */
    static Roster read(String file, byte[] content) {
        Decoder.Result decoded = Decoder.decode(content, MOST_BYTES);
        return decoded instanceof Decoder.Result.Text text
                ? new Reading(file).read(text.text())
                : new Refused(List.of(file + ": " + ((Decoder.Result.None) decoded).message()));
    }

    /**
     * A table as it is kept beside the exams: in UTF-8 with commas, and nothing in it that a spreadsheet would work out.
     *
     * @param content what {@link #read} has found students in
     */
    static byte[] copy(byte[] content) {
        String text = ((Decoder.Result.Text) Decoder.decode(content, MOST_BYTES)).text();
        var rows = new ArrayList<List<String>>();
        CsvReader cells = Reading.table(text).orElseThrow();
        for (Row row = cells.content(); row != null; row = cells.content()) {
            rows.add(row.cells());
        }
        return Csv.of(rows);
    }

    /** A roster on its way. */
    final class Reading {
        private static final String SEPARATORS = ",;\t";
        private static final int MOST_MESSAGES = 20;

        /** Headers by which columns are known, the best first. */
        private static final List<String> IDS = List.of(
                "id",
                "studentid",
                "studentnumber",
                "studentno",
                "idnumber",
                "matriculationnumber",
                "학번",
                "학생번호",
                "학생id",
                "아이디");

        private static final List<String> NAMES =
                List.of("name", "studentname", "fullname", "student", "이름", "성명", "학생이름", "학생명", "학생");

        private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");
        private static final Pattern BREAKS = Pattern.compile("[\\n\\t\\u2028\\u2029]+");

        private final String file;
        private final List<String> messages = new ArrayList<>();

        Reading(String file) {
            this.file = file;
        }

        Roster read(String text) {
            Optional<CsvReader> table = table(text);
            if (table.isPresent()) {
                Row header = Objects.requireNonNull(table.get().content());
                return students(table.get(), column(header, IDS), column(header, NAMES));
            }
            Row first = new CsvReader(text, ',').content();
            return new Refused(List.of(
                    first == null
                            ? file + ": there is nothing in this file; expected a header and a line for each student"
                            : file + ", line " + first.line() + ": found “" + shown(String.join(",", first.cells()))
                                    + "”; expected a header with a column id (or 학번), such as: id,name"));
        }

        /** The rows from the header on, with whatever stands between its cells; empty where no header names an id. */
        static Optional<CsvReader> table(String text) {
            return SEPARATORS
                    .chars()
                    .filter(separator -> {
                        Row header = new CsvReader(text, (char) separator).content();
                        return header != null && header.fault() == null && column(header, IDS) >= 0;
                    })
                    .mapToObj(separator -> new CsvReader(text, (char) separator))
                    .findFirst();
        }

        private Roster students(CsvReader rows, int idColumn, int nameColumn) {
            var students = new ArrayList<Student>();
            var lines = new HashMap<String, Integer>();
            for (Row row = rows.content(); row != null; row = rows.content()) {
                String id = oneLine(row.cell(idColumn));
                if (row.fault() != null) {
                    complain(row, row.fault());
                } else if (!FileNames.isSeen(id)) {
                    complain(row, "there is no id; every student needs one");
                } else {
                    Integer before = lines.putIfAbsent(id, row.line());
                    if (before != null) {
                        complain(row, "the id “" + shown(id) + "” is that of line " + before + " already");
                    }
                    students.add(new Student(id, oneLine(row.cell(nameColumn))));
                }
            }
            if (messages.isEmpty() && students.isEmpty()) {
                messages.add(file + ": there is a header, and no student below it");
            }
            int more = messages.size() - MOST_MESSAGES;
            if (more > 0) {
                messages.subList(MOST_MESSAGES, messages.size()).clear();
                messages.add(file + ": and " + more + " more of this kind");
            }
            return messages.isEmpty() ? new Students(students) : new Refused(messages);
        }

        private void complain(Row row, String what) {
            messages.add(file + ", line " + row.line() + ": " + what);
        }

        private static int column(Row header, List<String> known) {
            Map<String, Integer> columns = new HashMap<>();
            for (int i = 0; i < header.cells().size(); i++) {
                columns.putIfAbsent(plain(header.cells().get(i)), i);
            }
            return known.stream()
                    .filter(columns::containsKey)
                    .findFirst()
                    .map(columns::get)
                    .orElse(-1);
        }

        private static String plain(String header) {
            String lower = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            return NO_LETTER.matcher(lower).replaceAll("");
        }

        /** Two ways to write the same letters are one. */
        private static String oneLine(String cell) {
            return Normalizer.normalize(BREAKS.matcher(cell).replaceAll(" ").strip(), Normalizer.Form.NFC);
        }

        private static String shown(String text) {
            int most = 60;
            String cut = text.codePointCount(0, text.length()) <= most
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
            return Words.printable(cut);
        }
    }
}
