package chalkgrad.export;

/**
 * What all variants of an export have in common.
 *
 * <p>{@code new Setting("midterm", "Midterm: backpropagation", Grouping.BY_VARIANT)}.
 *
 * @param name the exam file's name without its ending
 * @param title what the exam is called in the system; hostile text
 */
public record Setting(String name, String title, Grouping grouping) {}
