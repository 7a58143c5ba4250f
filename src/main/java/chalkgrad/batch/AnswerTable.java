package chalkgrad.batch;

import chalkgrad.batch.CsvReader.Row;
import chalkgrad.problem.Words;
import chalkgrad.source.Decoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What students have answered, read from a table: a line for each student with a column for each question, or a line for each answer.
 *
 * <p>{@code id,1,2⏎007,0.53,0.081} and {@code id,question,answer⏎007,1,0.53⏎007,2,0.081} say the same.
 *
 * @param rows what there is of each student, as far as it could be read
 * @param places where in the file each question stands first, for a person: {@code line 1, column 3}
 * @param faults what is wrong with the file, for a person
 */
public record AnswerTable(List<Answers> rows, Map<String, String> places, List<String> faults) {
    private static final int MOST_BYTES = 200_000_000;
    private static final Set<String> IDS = Set.of(
            "id", "variant", "student", "studentid", "studentnumber", "studentno", "idnumber", "학번", "학생번호", "번호");
    private static final Set<String> QUESTIONS = Set.of("question", "ask", "문항", "문제");
    private static final Set<String> ANSWERS = Set.of("answer", "response", "답", "응답");

    /** What tables say of people. */
    private static final Set<String> PEOPLE = Set.of(
            "name",
            "studentname",
            "fullname",
            "firstname",
            "lastname",
            "givenname",
            "familyname",
            "surname",
            "email",
            "emailaddress",
            "group",
            "section",
            "이름",
            "성명",
            "학생이름",
            "성",
            "이메일",
            "이메일주소",
            "분반",
            "반");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:q|question|response|answer|문항|문제|응답|답)?\\s*([0-9]{1,4}(?:\\.[0-9]{1,4})?)(?:\\s*[:.)(].*)?",
            Pattern.CASE_INSENSITIVE);

    public AnswerTable {
        rows = List.copyOf(rows);
        places = Map.copyOf(places);
        faults = List.copyOf(faults);
    }

    /**
     * The answers of one student.
     *
     * @param line where they begin
     * @param ids what the table calls the student: the id of the variant, that of the student, or both
     * @param answers by the question, its part, or what it asks for
     */
    public record Answers(int line, List<String> ids, Map<String, String> answers) {
        public Answers {
            ids = List.copyOf(ids);
            answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
        }
    }

    /** Reads a table in UTF-8, UTF-16 or CP949, with commas, semicolons or tabs. */
    public static AnswerTable read(String file, byte[] content) {
        Decoder.Result decoded = Decoder.decode(content, MOST_BYTES);
        if (!(decoded instanceof Decoder.Result.Text text)) {
            return refused(file + ": " + ((Decoder.Result.None) decoded).message());
        }
        for (char separator : new char[] {',', ';', '\t'}) {
            var rows = new CsvReader(text.text(), separator);
            Row header = rows.content();
            if (header != null
                    && header.fault() == null
                    && ids(header).size() > 0
                    && header.cells().size() > 1) {
                return new Reading(file, header).read(rows);
            }
        }
        Row first = new CsvReader(text.text(), ',').content();
        String expected = "expected a header with a column id and one for each question, such as: id,1,2,3";
        return refused(
                first == null
                        ? file + ": there is nothing in this file; " + expected
                        : file + ", line " + first.line() + ": found “" + shown(String.join(",", first.cells())) + "”; "
                                + expected);
    }

    private static AnswerTable refused(String message) {
        return new AnswerTable(List.of(), Map.of(), List.of(message));
    }

    private static String shown(String text) {
        return Words.printable(text.length() <= 60 ? text : text.substring(0, 60) + "…");
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static List<Integer> ids(Row header) {
        return columns(header, IDS);
    }

    private static List<Integer> columns(Row header, Set<String> names) {
        var columns = new ArrayList<Integer>();
        for (int i = 0; i < header.cells().size(); i++) {
            if (names.contains(plain(header.cells().get(i)))) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** What a question's column is called: {@code Q3} and {@code 3: dE/dw5} are question 3. */
    private static String question(String header) {
        String text = unguarded(header);
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.matches() ? numbered.group(1) : text;
    }

    /** Without the apostrophe by which tables keep text from being taken for a formula, or for a number. */
    private static String unguarded(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@.0123456789".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    /** A table on its way. */
    private static final class Reading {
        private final String file;
        private final Row header;
        private final List<Integer> ids;
        private final Map<List<String>, Answers> rows = new LinkedHashMap<>();
        private final Map<String, String> places = new LinkedHashMap<>();
        private final List<String> faults = new ArrayList<>();

        Reading(String file, Row header) {
            this.file = file;
            this.header = header;
            this.ids = ids(header);
        }

        AnswerTable read(CsvReader cells) {
            List<Integer> asked = columns(header, QUESTIONS);
            List<Integer> given = columns(header, ANSWERS);
            boolean isLong = asked.size() == 1 && given.size() == 1;
            Map<Integer, String> questions = isLong ? Map.of() : questions();
            for (Row row = cells.content(); row != null; row = cells.content()) {
                List<String> names = names(row);
                if (row.fault() != null) {
                    complain(row, row.fault());
                } else if (names.isEmpty()) {
                    complain(row, "there is no id; expected that of the variant or of the student");
                } else if (isLong) {
                    answer(row, names, question(row.cell(asked.get(0))), unguarded(row.cell(given.get(0))));
                } else {
                    row(row, names, questions);
                }
            }
            return new AnswerTable(List.copyOf(rows.values()), places, faults);
        }

        /** The question of each column that is one. */
        private Map<Integer, String> questions() {
            var questions = new LinkedHashMap<Integer, String>();
            for (int column = 0; column < header.cells().size(); column++) {
                String name = header.cells().get(column);
                if (name.isBlank() || ids.contains(column) || PEOPLE.contains(plain(name))) {
                    continue;
                }
                String question = question(name);
                String place = "line " + header.line() + ", column " + (column + 1);
                String before = places.putIfAbsent(question, place);
                if (before == null) {
                    questions.put(column, question);
                } else {
                    faults.add(file + ", " + place + ": “" + shown(name) + "” is the question of " + before
                            + " already; this column is passed over");
                }
            }
            return questions;
        }

        private void row(Row row, List<String> names, Map<Integer, String> questions) {
            Answers before = rows.get(names);
            if (before != null) {
                complain(
                        row,
                        "the answers of “" + shown(names.get(0)) + "” stand in line " + before.line() + " already");
                return;
            }
            int width = header.cells().size();
            for (int column = width; column < row.cells().size(); column++) {
                if (!row.cell(column).isEmpty()) {
                    complain(
                            row,
                            "there are more than " + width + " cells, and the header has no more; "
                                    + "a cell with a comma in it needs quotes around it");
                    return;
                }
            }
            var answers = new LinkedHashMap<String, String>();
            questions.forEach((column, question) -> answers.put(question, unguarded(row.cell(column))));
            rows.put(names, new Answers(row.line(), names, answers));
        }

        private void answer(Row row, List<String> names, String question, String answer) {
            Answers before = rows.getOrDefault(names, new Answers(row.line(), names, Map.of()));
            var answers = new LinkedHashMap<>(before.answers());
            if (question.isEmpty()) {
                complain(row, "there is no question; expected its number");
            } else if (answers.putIfAbsent(question, answer) != null) {
                complain(row, "“" + shown(names.get(0)) + "” has answered “" + shown(question) + "” before");
            } else {
                places.putIfAbsent(question, "line " + row.line());
                rows.put(names, new Answers(before.line(), names, answers));
            }
        }

        /** Every id that is there. */
        private List<String> names(Row row) {
            return ids.stream()
                    .map(column -> unguarded(row.cell(column)))
                    .filter(FileNames::isSeen)
                    .map(id -> Normalizer.normalize(id, Normalizer.Form.NFC))
                    .distinct()
                    .toList();
        }

        private void complain(Row row, @org.jspecify.annotations.Nullable String what) {
            faults.add(file + ", line " + row.line() + ": " + what);
        }
    }
}
