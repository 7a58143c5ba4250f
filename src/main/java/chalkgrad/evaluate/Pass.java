package chalkgrad.evaluate;

import java.util.List;

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
}
