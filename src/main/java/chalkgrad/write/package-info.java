/**
 * From blocks to files: the formats table, FreeMarker and escaping, the embedded PDF, the TeX process.
 *
 * <p>A {@link chalkgrad.write.Page} is a report whose wording and formulas have been settled for one language, notation and format.
 */
@org.jspecify.annotations.NullMarked
package chalkgrad.write;
