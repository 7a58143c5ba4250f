package chalkgrad.rules;

import java.util.Optional;

/** Where proofs are kept that Symja has made before: {@link ProofLedger} of the program's own rules, {@link ProofCache} of a user's. */
interface Proofs {
    /** The answer to a question, if it is kept. */
    Optional<LocalDerivative> find(Question question);
}
