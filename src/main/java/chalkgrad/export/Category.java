package chalkgrad.export;

import chalkgrad.write.PlainText;
import java.util.Locale;

/**
 * Where a question belongs.
 *
 * <p>{@code Category.of(entry, setting).path()} is {@code $course$/top/Midterm/001}.
 *
 * @param title the exam's
 * @param group the variant's id, or the question's number
 */
record Category(String title, String group) {
    /** Names are cut by Moodle at 255 characters, of which some are many bytes. */
    private static final int LONGEST = 200;

    private static final int LONGEST_PART = 90;

    static Category of(Entry entry, Setting setting) {
        String group = setting.grouping() == Grouping.BY_VARIANT ? entry.variant() : number(entry.number());
        return new Category(title(setting), name(group));
    }

    /** The exam's title, or its name where it has none. */
    static String title(Setting setting) {
        String title = name(setting.title());
        return title.isEmpty() ? name(setting.name()) : title;
    }

    /** With a zero in front, so that names sort as numbers do. */
    static String number(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    /** What lists call a question, {@code Midterm 001-3}: a long title leaves room for what tells it from others. */
    static String name(Entry entry) {
        String variant = cut(entry.variant(), LONGEST_PART);
        return (cut(entry.title(), LONGEST_PART) + " " + variant + "-" + entry.number()).strip();
    }

    /** A name that is short enough, of characters that are seen. */
    static String name(String text) {
        return cut(text, LONGEST);
    }

    private static String cut(String text, int longest) {
        String name = PlainText.visible(text).strip();
        return name.codePointCount(0, name.length()) <= longest
                ? name
                : name.substring(0, name.offsetByCodePoints(0, longest));
    }

    /** As Moodle writes it; a slash in a name is written twice. */
    String path() {
        return "$course$/top/" + title.replace("/", "//") + "/" + group.replace("/", "//");
    }
}
