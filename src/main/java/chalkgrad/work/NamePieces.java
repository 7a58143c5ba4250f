package chalkgrad.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a written name apart: at underscores, at capitals, at digits, and where words stand together without room.
 *
 * <p>{@code gradiente_di_w4} has the words {@code gradiente} and {@code di}, the letter {@code w} and the index {@code 4}.
 */
final class NamePieces {
    private NamePieces() {}

    private static final Pattern PIECE = Pattern.compile("\\[[^\\]]*\\]|\\([^)]*\\)|\\p{L}[\\p{L}\\p{M}]*|\\p{Nd}+");
    /** Nothing but pieces and what stands between them; a sign before a number is an operation. */
    private static final Pattern BETWEEN = Pattern.compile("(?:a|0|[_,.\\s'’]|-(?!0))*");

    private static final Pattern CAPITAL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern DIFFERENTIAL = Pattern.compile("d\\p{L}");

    /** Letters that stand before or behind a word without room, {@code ypred}. */
    private static final String GLUED_LETTERS = "wbyxzahotdE";

    /** Shorter words stand for themselves only, in scripts that have room between words. */
    private static final int SHORTEST_GLUED = 3;

    private static final int LONGEST_GLUED = 40;

    enum Kind {
        /** The letter of a quantity, {@code w}, {@code hat y} or {@code dW}. */
        LETTER,
        WORD,
        INDEX
    }

    /**
     * One piece.
     *
     * @param senses what a word may say, the likelier first; empty of a letter and of an index
     */
    record Piece(Kind kind, String text, List<Sense> senses) {
        static Piece letter(String text) {
            return new Piece(Kind.LETTER, text, List.of());
        }

        static Piece word(String text) {
            return new Piece(Kind.WORD, text, Lexicon.senses(text));
        }

        boolean isWord() {
            return kind == Kind.WORD;
        }
    }

    /** The pieces of a name; empty where one of them is nothing that anybody knows. */
    static Optional<List<Piece>> of(WrittenName name) {
        var all = new ArrayList<Piece>();
        int space = name.base().lastIndexOf(' ');
        String accent = space < 0 ? "" : name.base().substring(0, space);
        String base = name.base().substring(space + 1);
        boolean letter = base.codePointCount(0, base.length()) == 1;
        if (accent.equals("Delta")) {
            all.add(new Piece(Kind.WORD, accent, List.of(Sense.CHANGE)));
        } else if (accent.equals("nabla")) {
            all.add(new Piece(Kind.WORD, accent, List.of(Sense.GRADIENT)));
        } else if (!accent.isEmpty() && letter) {
            all.add(Piece.letter(name.base()));
            base = "";
        } else if (!accent.isEmpty()) {
            return Optional.empty();
        }
        boolean known = add(base + "_" + name.sub(), all);
        return known ? Optional.of(all) : Optional.empty();
    }

    /** The words of a text that is one name; empty where there is anything else in it. */
    static Optional<List<Piece>> of(String text) {
        var all = new ArrayList<Piece>();
        return add(text, all) ? Optional.of(all) : Optional.empty();
    }

    private static boolean add(String text, List<Piece> all) {
        String shape = PIECE.matcher(text)
                .replaceAll(piece -> Character.isLetter(piece.group().codePointAt(0)) ? "a" : "0");
        if (!BETWEEN.matcher(shape).matches()) {
            return false;
        }
        List<String> runs = runs(text);
        for (int i = 0; i < runs.size(); i++) {
            int phrase = phrase(runs, i);
            if (phrase > 1) {
                all.add(Piece.word(String.join("_", runs.subList(i, i + phrase))));
                i += phrase - 1;
                continue;
            }
            String run = runs.get(i);
            Optional<List<Piece>> single = single(run);
            if (single.isEmpty()) {
                return false;
            }
            all.addAll(single.get());
        }
        return true;
    }

    private static Optional<List<Piece>> single(String run) {
        if (!Character.isLetter(run.codePointAt(0))) {
            return Optional.of(List.of(new Piece(Kind.INDEX, run, List.of())));
        } else if (run.equals("Delta")) {
            return Optional.of(List.of(new Piece(Kind.WORD, run, List.of(Sense.CHANGE))));
        } else if (run.codePointCount(0, run.length()) > 1
                && !Lexicon.senses(run).isEmpty()) {
            return Optional.of(List.of(Piece.word(run)));
        } else if (isLetter(run)) {
            return Optional.of(List.of(Piece.letter(run)));
        } else if (!Lexicon.senses(run).isEmpty()) {
            return Optional.of(List.of(Piece.word(run)));
        }
        return glued(run);
    }

    private static boolean isLetter(String run) {
        int letters = run.codePointCount(0, run.length());
        boolean latinOrGreek = switch (Character.UnicodeScript.of(run.codePointAt(0))) {
            case LATIN, GREEK -> true;
            default -> false;
        };
        return letters == 1 && latinOrGreek
                || Vocabulary.LETTERS.containsValue(run)
                || DIFFERENTIAL.matcher(run).matches();
    }

    private static List<String> runs(String text) {
        var all = new ArrayList<String>();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            if (DIFFERENTIAL.matcher(piece.group()).matches()) {
                all.add(piece.group());
            } else {
                all.addAll(List.of(CAPITAL.split(piece.group(), -1)));
            }
        }
        return all;
    }

    /** How many runs from one on are a phrase of the lexicon; 1 where none is. */
    private static int phrase(List<String> runs, int from) {
        for (int length = Math.min(Lexicon.LONGEST_PHRASE, runs.size() - from); length > 1; length--) {
            String phrase = String.join("_", runs.subList(from, from + length));
            if (!Lexicon.senses(phrase).isEmpty()) {
                return length;
            }
        }
        return 1;
    }

    /** A run that is several words without room, perhaps with a letter at one end; empty where it is not. */
    private static Optional<List<Piece>> glued(String run) {
        if (run.length() > LONGEST_GLUED) {
            return Optional.empty();
        }
        Optional<List<Piece>> words = words(run);
        int last = run.length() - 1;
        if (words.isPresent()) {
            return words;
        } else if (GLUED_LETTERS.indexOf(run.charAt(0)) >= 0) {
            Optional<List<Piece>> rest = words(run.substring(1));
            if (rest.isPresent()) {
                var all = new ArrayList<>(List.of(Piece.letter(run.substring(0, 1))));
                all.addAll(rest.get());
                return Optional.of(all);
            }
        }
        if (GLUED_LETTERS.indexOf(run.charAt(last)) >= 0) {
            Optional<List<Piece>> rest = words(run.substring(0, last));
            if (rest.isPresent()) {
                var all = new ArrayList<>(rest.get());
                all.add(Piece.letter(run.substring(last)));
                return Optional.of(all);
            }
        }
        return Optional.empty();
    }

    /** The fewest words that a run is made of. */
    private static Optional<List<Piece>> words(String run) {
        String small = run.toLowerCase(Locale.ROOT);
        var best = new ArrayList<Optional<List<Piece>>>();
        best.add(Optional.of(List.of()));
        for (int to = 1; to <= small.length(); to++) {
            Optional<List<Piece>> found = Optional.empty();
            for (int from = 0; from < to; from++) {
                Optional<List<Piece>> before = best.get(from);
                String word = small.substring(from, to);
                boolean fewer = before.isPresent()
                        && (found.isEmpty()
                                || before.get().size() + 1 < found.get().size());
                if (fewer && isGluedWord(word)) {
                    var all = new ArrayList<>(before.get());
                    all.add(Piece.word(word));
                    found = Optional.of(all);
                }
            }
            best.add(found);
        }
        return best.get(small.length()).filter(pieces -> !pieces.isEmpty());
    }

    private static boolean isGluedWord(String word) {
        boolean withoutRoom = switch (Character.UnicodeScript.of(word.codePointAt(0))) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI -> true;
            default -> false;
        };
        return (withoutRoom || word.length() >= SHORTEST_GLUED)
                && !Lexicon.senses(word).isEmpty();
    }
}
