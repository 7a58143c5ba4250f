/** Problem files: YAML with line and column becomes a {@link chalkgrad.model.Problem}, or the complete list of what is wrong with it. */
@org.jspecify.annotations.NullMarked
package chalkgrad.problem;
