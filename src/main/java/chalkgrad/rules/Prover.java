package chalkgrad.rules;

import chalkgrad.algebra.Symja;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from what is kept, and asks Symja where nothing is.
 *
 * <p>{@code answer(Question.of(sigmoid))} is there at once; that of a user's own activation is waited for, the first time.
 *
 * <p>May be shared by threads. Symja has one of its own, which is started with the first question that needs it.
 */
final class Prover {
    private final Optional<ProofCache> cache;
    private @Nullable ExecutorService thread;
    private @Nullable CompletableFuture<LocalDerivatives> symja;

    Prover(Optional<ProofCache> cache) {
        this.cache = cache;
    }

    CompletableFuture<LocalDerivative> answer(Question question) {
        Optional<LocalDerivative> kept =
                ProofLedger.builtIn().find(question).or(() -> cache.flatMap(proofs -> proofs.find(question)));
        return kept.map(CompletableFuture::completedFuture).orElseGet(() -> ask(question));
    }

    private synchronized CompletableFuture<LocalDerivative> ask(Question question) {
        if (thread == null || symja == null) {
            thread = Executors.newSingleThreadExecutor(task -> {
                var own = new Thread(task, "symja");
                own.setDaemon(true);
                return own;
            });
            symja = CompletableFuture.supplyAsync(Prover::started, thread);
        }
        return symja.thenApplyAsync(derivatives -> derive(derivatives, question), thread);
    }

    private static LocalDerivatives started() {
        Symja.warmUp();
        return new LocalDerivatives();
    }

    private LocalDerivative derive(LocalDerivatives derivatives, Question question) {
        LocalDerivative answer = derivatives.of(question);
        cache.ifPresent(proofs -> proofs.keep(question, answer, Symja.version()));
        return answer;
    }
}
