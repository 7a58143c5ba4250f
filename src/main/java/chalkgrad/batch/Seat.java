package chalkgrad.batch;

import chalkgrad.variant.Student;
import java.util.Optional;

/**
 * A place in the exam.
 *
 * <p>The seventh of 200 has the id {@code 007} and the key {@code 7}.
 *
 * @param index counted from one
 * @param id what its files are called after
 * @param key what its draw depends on
 * @param student empty where there is no roster
 */
public record Seat(int index, String id, String key, Optional<Student> student) {}
