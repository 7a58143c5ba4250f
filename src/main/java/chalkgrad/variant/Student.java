package chalkgrad.variant;

/**
 * Somebody who sits the exam.
 *
 * <p>{@code new Student("20261234", "김민아")}; both are hostile text.
 *
 * @param id what the variant depends on; no two students share it
 * @param name may be empty
 */
public record Student(String id, String name) {}
