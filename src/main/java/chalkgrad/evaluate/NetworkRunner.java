package chalkgrad.evaluate;

import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Step;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Param;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.rules.Dims;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs the steps of a network's derivation: pass after pass, sample after sample. */
final class NetworkRunner implements Runs {
    private final Problem problem;
    private final Network network;
    private final NetworkDerivation derivation;
    private final Map<String, Quantity.Target> targets;
    private final TrainingState state;

    NetworkRunner(Problem problem, NetworkDerivation derivation) {
        this.problem = problem;
        this.derivation = derivation;
        this.network = derivation.network();
        this.targets = network.targets();
        this.state =
                new TrainingState(derivation.updates(), network.descent(), network.learningRate(), name -> Dims.SCALAR);
    }

    @Override
    public int updates() {
        return network.steps() * network.samples().size();
    }

    @Override
    public boolean isLong() {
        return false;
    }

    @Override
    public int passes() {
        return !learns() ? 1 : derivation.isWhole() ? network.steps() + 1 : network.steps();
    }

    @Override
    public int steps() {
        return (derivation.forward().size()
                        + derivation.backward().size()
                        + derivation.updates().size())
                * network.samples().size();
    }

    private boolean learns() {
        return network.learningRate().isPresent();
    }

    @Override
    public Pass pass(Arithmetic arithmetic, int index, Map<String, Value> updated) {
        return new Run(arithmetic, updated).pass(index, index < network.steps() || !learns());
    }

    private final class Run {
        private final Arithmetic arithmetic;
        /** The parameters as they stand; those that nothing has changed yet are printed as they were written. */
        private final Map<String, Value> updated;

        Run(Arithmetic arithmetic, Map<String, Value> updated) {
            this.arithmetic = arithmetic;
            this.updated = updated;
        }

        private Pass pass(int step, boolean complete) {
            boolean online = network.batch() == Network.Batch.ONLINE;
            Scope batch = scope(step + 1);
            var scopes = new ArrayList<Scope>();
            // Online, each sample meets other parameters; the loss of the step is that of all samples before the first
            // of them.
            List<Scope> before = complete && online && network.samples().size() > 1 ? untouched(step) : List.of();
            for (int s = 1; s <= network.samples().size(); s++) {
                Scope scope = scope(online ? step * network.samples().size() + s : step + 1);
                sample(scope, network.samples().get(s - 1));
                work(scope, derivation.forward(), step, s);
                if (complete) {
                    work(scope, derivation.backward(), step, s);
                    if (online && network.samples().size() > 1) {
                        update(scope, step, s);
                    }
                }
                scopes.add(scope);
            }
            if (network.samples().size() == 1) {
                Scope only = scopes.get(0);
                if (complete) {
                    update(only, step, 1);
                }
                return new Pass(step, scopes, only, complete);
            }
            gather(batch, scopes, complete && online ? before : scopes, step, complete);
            if (complete && online) {
                updated.keySet().forEach(name -> batch.put(new Quantity.Updated(name), current(name)));
            } else if (complete) {
                update(batch, step, 0);
                deltas(scopes);
            }
            return new Pass(step, scopes, batch, complete);
        }

        private List<Scope> untouched(int step) {
            var scopes = new ArrayList<Scope>();
            for (int s = 1; s <= network.samples().size(); s++) {
                Scope scope = scope(step + 1);
                sample(scope, network.samples().get(s - 1));
                work(scope, derivation.forward(), step, s);
                scopes.add(scope);
            }
            return scopes;
        }

        /**
         * What is the same for every sample: the parameters, their states and the learning rate.
         *
         * @param number that of the update, counted from one
         */
        private Scope scope(int number) {
            var scope = new Scope(arithmetic, problem);
            network.parameters().forEach((name, value) -> {
                Value now = updated.get(name);
                if (now == null) {
                    scope.give(new Param(name), value);
                } else {
                    scope.put(new Param(name), now);
                }
            });
            state.begin(scope, number, updated);
            return scope;
        }

        private Value current(String parameter) {
            return Objects.requireNonNull(updated.get(parameter));
        }

        private void sample(Scope scope, Network.Sample sample) {
            sample.inputs().forEach((name, value) -> scope.give(new Quantity.Input(name), value));
            targets.forEach((unit, target) -> {
                BigDecimal value = sample.targets().get(unit);
                if (value != null) {
                    scope.give(target, value);
                }
            });
        }

        private void gather(Scope batch, List<Scope> scopes, List<Scope> losses, int step, boolean complete) {
            for (int s = 1; s <= scopes.size(); s++) {
                var loss = new Quantity.SampleLoss(s);
                batch.put(loss, losses.get(s - 1).value(Quantity.LOSS));
                if (complete) {
                    for (String name : network.parameters().keySet()) {
                        Real gradient = scopes.get(s - 1).value(new Partial(Quantity.LOSS, new Param(name)));
                        batch.put(new Partial(loss, new Param(name)), gradient);
                    }
                }
            }
            work(batch, complete ? derivation.batch() : derivation.batch().subList(0, 1), step, 0);
        }

        /** The deltas of the whole loss: of the mean, each sample's share. */
        private void deltas(List<Scope> scopes) {
            if (network.batch() != Network.Batch.MEAN) {
                return;
            }
            Real count = Real.of(scopes.size());
            for (Scope scope : scopes) {
                for (Network.Layer layer : network.layers()) {
                    for (Network.Unit unit : layer.units()) {
                        Real own = scope.value(new Quantity.Delta(unit.name()));
                        scope.put(new Quantity.BatchDelta(unit.name()), arithmetic.div(own, count));
                    }
                }
            }
        }

        private void update(Scope scope, int step, int sample) {
            work(scope, derivation.updates(), step, sample);
            state.keep(scope, updated);
        }

        private void work(Scope scope, List<Step> steps, int step, int sample) {
            for (Step each : steps) {
                Branches branches = Branches.recording();
                Real value;
                try {
                    value = Solver.value(arithmetic, each, scope, branches);
                    Range.requireResult(value, problem.precision());
                } catch (NumericFault fault) {
                    throw new Runs.Stuck(each.quantity(), step, sample, fault);
                }
                if (problem.carry() == Problem.Carry.ROUNDED) {
                    scope.write(each.quantity(), scope.rounded(value));
                } else {
                    scope.put(each.quantity(), value);
                }
                scope.keep(each.quantity(), branches.taken());
            }
        }
    }
}
