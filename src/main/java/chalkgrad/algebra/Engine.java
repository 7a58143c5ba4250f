package chalkgrad.algebra;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.interfaces.IExpr;

/**
 * One Symja engine, started with its console, its threads and its file access off.
 *
 * <p>{@code new Engine().evaluate(F.D(F.Sin(x), x))} is {@code Cos(x)}, or empty where Symja hits one of its limits.
 */
final class Engine {
    private static final int MAX_RECURSION = 256;
    private static final int MAX_ITERATION = 1_000;

    private final EvalEngine engine;

    Engine() {
        start();
        var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        engine = new EvalEngine("", MAX_RECURSION, MAX_ITERATION, silence, silence, true);
        engine.setQuietMode(true);
    }

    /** Symja's own initialisation, a third of a second the first time; its settings are read then and never again. */
    static void start() {
        Started.once();
    }

    /** What Symja makes of an expression; empty where it gave up. */
    Optional<IExpr> evaluate(IExpr expr) {
        try {
            // A numeric mode left by an earlier call would leak into this one.
            EvalEngine.setReset(engine);
            return Optional.of(engine.evaluate(expr));
        } catch (RuntimeException | StackOverflowError limit) {
            return Optional.empty();
        } finally {
            EvalEngine.remove();
        }
    }

    private static final class Started {
        static {
            // Read by log4j when Symja's first class asks for a logger; without them it looks for a configuration and
            // writes to the console.
            System.setProperty(
                    "log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
            System.setProperty("log4j2.simplelogLevel", "OFF");
            // Otherwise a non-daemon thread loads integration rules and keeps the process alive.
            Config.JAS_NO_THREADS = true;
            // Without these, 9^9^9^9 runs for ever and cannot be interrupted.
            Config.MAX_BIT_LENGTH = 32767;
            Config.MAX_AST_SIZE = 20000;
            Config.MAX_LOOP_COUNT = 10000;
            Config.UNPROTECT_ALLOWED = false;
            Config.FILESYSTEM_ENABLED = false;
            F.initSymbols();
        }

        static void once() {
            // Loading this class has done it.
        }
    }
}
