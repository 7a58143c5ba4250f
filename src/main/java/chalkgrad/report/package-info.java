/**
 * What a worked solution says, as blocks with message keys: no prose and no markup.
 *
 * <p>Wording is in {@code messages_*.properties}, one file a language; how a block looks is a template's affair.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.report;
