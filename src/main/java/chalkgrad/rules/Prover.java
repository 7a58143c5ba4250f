package chalkgrad.rules;

import chalkgrad.algebra.Symja;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from what is kept, and asks Symja where nothing is.
 *
 * <p>{@code answer(Question.of(sigmoid)).get()} is there at once; that of a user's own activation is waited for, the first time.
 *
 * <p>May be shared by threads. Symja has one of its own, which is started with the first question that needs it.
 */
final class Prover {
    private final Optional<ProofCache> cache;
    private @Nullable ExecutorService thread;

    /** Of Symja's thread alone. */
    private @Nullable LocalDerivatives symja;

    Prover(Optional<ProofCache> cache) {
        this.cache = cache;
    }

    /** An answer that may still be worked out. */
    interface Answer {
        /** Waits for it. */
        LocalDerivative get();
    }

    /** The answer, if it is kept, or else what will be Symja's. */
    Answer answer(Question question) {
        Optional<LocalDerivative> kept =
                ProofLedger.builtIn().find(question).or(() -> cache.flatMap(proofs -> proofs.find(question)));
        return kept.<Answer>map(found -> () -> found).orElseGet(() -> ask(question));
    }

    private synchronized Answer ask(Question question) {
        if (thread == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                var own = new Thread(task, "symja");
                own.setDaemon(true);
                return own;
            });
        }
        Future<LocalDerivative> answer = thread.submit(() -> derive(question));
        return () -> wait(answer);
    }

    private LocalDerivative derive(Question question) {
        if (symja == null) {
            symja = new LocalDerivatives();
        }
        LocalDerivative answer = symja.of(question);
        cache.ifPresent(proofs -> proofs.keep(question, answer, Symja.version()));
        return answer;
    }

    private static LocalDerivative wait(Future<LocalDerivative> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
