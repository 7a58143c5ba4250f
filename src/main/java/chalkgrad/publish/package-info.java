/** From a solution to finished files: each format that was asked for, in memory, by the writers of {@code write}. */
@org.jspecify.annotations.NullMarked
package chalkgrad.publish;
