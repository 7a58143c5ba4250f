package chalkgrad.evaluate;

import java.util.List;
import java.util.stream.Stream;

/**
 * One pass: forward, and unless it is the last one also backward and the update.
 *
 * <p>With one sample {@code batch} is that sample's scope.
 *
 * @param step the number of updates before it
 * @param samples the values of each sample
 * @param batch the loss, the gradients and the updates over all samples
 * @param complete whether there are gradients; the forward pass after the last update has none
 */
public record Pass(int step, List<Scope> samples, Scope batch, boolean complete) {
    public Pass {
        samples = List.copyOf(samples);
    }

    /** The values of each sample, and where there are several those over all of them. */
    List<Scope> scopes() {
        return samples.size() > 1
                ? Stream.concat(samples.stream(), Stream.of(batch)).toList()
                : samples;
    }
}
