/** The command line: commands, options, exit codes. */
@org.jspecify.annotations.NullMarked
package chalkgrad.cli;
