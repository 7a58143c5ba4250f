/**
 * Many variants in one go: the roster, the folder of the results with its manifest and key, shards and how they are joined.
 *
 * <p>What is in a folder follows from the exam, the seed and the options alone, whatever the number of threads and however often the work was
 * cut short.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.batch;
