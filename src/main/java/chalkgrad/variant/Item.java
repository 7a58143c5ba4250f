package chalkgrad.variant;

import chalkgrad.exam.Question;

/**
 * A question to one student, with the answer.
 *
 * <p>{@code item.number()} is {@code 3} for the third question of the whole exam.
 *
 * @param number counted from one, through all tasks
 */
public record Item(int number, Question question, Answer answer) {}
