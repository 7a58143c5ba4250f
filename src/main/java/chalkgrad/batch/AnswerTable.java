package chalkgrad.batch;

import chalkgrad.batch.Cells.Row;
import chalkgrad.problem.Words;
import chalkgrad.work.Decoder;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What students have answered, read from a table: a line for each student with a column for each question, or a line for each answer.
 *
 * <p>{@code id,1,2⏎007,0.53,0.081} and {@code id,question,answer⏎007,1,0.53⏎007,2,0.081} say the same.
 *
 * @param answers by the id of the variant or of the student as it is written there, and then by the question, its part, or what it asks for
 * @param faults what is wrong with the file, for a person
 */
public record AnswerTable(Map<String, Map<String, String>> answers, List<String> faults) {
    private static final int MOST_BYTES = 200_000_000;
    private static final Set<String> IDS =
            Set.of("id", "variant", "student", "studentid", "studentnumber", "idnumber", "학번", "학생번호", "번호");
    private static final Set<String> QUESTIONS = Set.of("question", "ask", "문항", "문제");
    private static final Set<String> ANSWERS = Set.of("answer", "response", "답", "응답");
    private static final Pattern NUMBERED = Pattern.compile(
            "(?:q|question|문항|문제)?\\s*([0-9]{1,4}(?:\\.[0-9]{1,4})?)(?:\\s*[:.)].*)?", Pattern.CASE_INSENSITIVE);

    public AnswerTable {
        faults = List.copyOf(faults);
    }

    /** Reads a table in UTF-8, UTF-16 or CP949, with commas, semicolons or tabs. */
    public static AnswerTable read(String file, byte[] content) {
        Decoder.Result decoded = Decoder.decode(content, MOST_BYTES);
        if (!(decoded instanceof Decoder.Result.Text text)) {
            return new AnswerTable(Map.of(), List.of(file + ": " + ((Decoder.Result.None) decoded).message()));
        }
        for (char separator : new char[] {',', ';', '\t'}) {
            var rows = new Cells(text.text(), separator);
            Row header = content(rows);
            if (header != null
                    && header.fault() == null
                    && ids(header).size() > 0
                    && header.cells().size() > 1) {
                return new Reading(file, header).read(rows);
            }
        }
        return new AnswerTable(
                Map.of(),
                List.of(file + ": expected a header with a column id and one for each question, such as: id,1,2,3"));
    }

    private static Optional<Row> next(Cells rows) {
        return Optional.ofNullable(content(rows));
    }

    private static @org.jspecify.annotations.Nullable Row content(Cells rows) {
        Row row = rows.next();
        while (row != null
                && row.fault() == null
                && (row.isBlank() || row.cells().get(0).startsWith("sep="))) {
            row = rows.next();
        }
        return row;
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

    /** Without the apostrophe by which tables keep text from being taken for a formula. */
    private static String unguarded(String cell) {
        String text = cell.strip();
        return text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0
                ? text.substring(1)
                : text;
    }

    /** A table on its way. */
    private static final class Reading {
        private final String file;
        private final Row header;
        private final List<Integer> ids;
        private final Map<String, Map<String, String>> answers = new LinkedHashMap<>();
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<String> faults = new ArrayList<>();

        Reading(String file, Row header) {
            this.file = file;
            this.header = header;
            this.ids = ids(header);
        }

        AnswerTable read(Cells rows) {
            List<Integer> questions = columns(header, QUESTIONS);
            List<Integer> given = columns(header, ANSWERS);
            boolean isLong = questions.size() == 1 && given.size() == 1;
            for (Optional<Row> row = next(rows); row.isPresent(); row = next(rows)) {
                Row found = row.get();
                String id = id(found);
                if (found.fault() != null) {
                    complain(found, found.fault());
                } else if (id.isEmpty()) {
                    complain(found, "there is no id; expected that of the variant or of the student");
                } else if (isLong) {
                    String question = question(found.cell(questions.get(0)));
                    if (answers(id).putIfAbsent(question, unguarded(found.cell(given.get(0)))) != null) {
                        complain(found, "“" + shown(id) + "” has answered “" + shown(question) + "” before");
                    }
                } else {
                    wide(found, id);
                }
            }
            return new AnswerTable(answers, faults);
        }

        private void wide(Row row, String id) {
            Integer before = lines.putIfAbsent(id, row.line());
            if (before != null) {
                complain(row, "the answers of “" + shown(id) + "” stand in line " + before + " already");
                return;
            }
            for (int column = 0; column < header.cells().size(); column++) {
                if (!ids.contains(column)) {
                    answers(id).put(question(header.cells().get(column)), unguarded(row.cell(column)));
                }
            }
        }

        /** The first id that is there: a variant's, and where that is empty the student's. */
        private String id(Row row) {
            for (int column : ids) {
                String id = unguarded(row.cell(column));
                if (!id.isEmpty()) {
                    return Normalizer.normalize(id, Normalizer.Form.NFC);
                }
            }
            return "";
        }

        private Map<String, String> answers(String id) {
            return answers.computeIfAbsent(id, key -> new LinkedHashMap<>());
        }

        private void complain(Row row, @org.jspecify.annotations.Nullable String what) {
            faults.add(file + ", line " + row.line() + ": " + what);
        }

        private static String shown(String text) {
            return Words.printable(text.length() <= 60 ? text : text.substring(0, 60) + "…");
        }
    }
}
