package chalkgrad.model;

import chalkgrad.algebra.Symbol;
import chalkgrad.rules.Dims;
import chalkgrad.rules.Sized;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything in a network that has a value, by what it is; how it is written is a notation's affair.
 *
 * <p>{@code new Partial(LOSS, new Param("w5")).id()} is {@code "dE/dw5"}; {@code new Net("h1").id()} is {@code "net(h1)"}.
 *
 * <p>Ids are those of the JSON results and of answer sheets.
 */
public sealed interface Quantity extends Symbol {

    Loss LOSS = new Loss();
    Rate RATE = new Rate();
    Time TIME = new Time();

    /**
     * Keeps quantities of one name apart in hash tables: records of one component would all share its hash.
     *
     * <p>Those that tables are asked for most often also have an {@code equals} of their own: a record's goes through method handles, which are
     * slow in short runs.
     */
    int SPREAD = 0x9E3779B;

    /** An input of the network. */
    record Input(String name) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Input that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + 8 * SPREAD;
        }

        @Override
        public String id() {
            return name;
        }
    }

    /**
     * The target of an output unit.
     *
     * @param unit the output unit
     * @param name the target's own plain name, {@code t1} for the unit {@code o1}
     */
    record Target(String unit, String name) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Target that && unit.equals(that.unit) && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return 31 * unit.hashCode() + name.hashCode() + 9 * SPREAD;
        }

        @Override
        public String id() {
            return name;
        }
    }

    /** A node of a computational graph, given or computed. */
    record Node(String name) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Node that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + 10 * SPREAD;
        }

        @Override
        public String id() {
            return name;
        }
    }

    /** Something that somebody has a name of their own for, in a derivation that is being marked. */
    record Own(String name) implements Quantity {
        @Override
        public String id() {
            return name;
        }
    }

    /** A node's local derivative by one of the nodes that it uses; an array of the node's shape where it works entry by entry. */
    record Local(Node of, Node by) implements Quantity {
        @Override
        public String id() {
            return "d" + of.name + "/d" + by.name;
        }
    }

    /** What comes back to {@code to} along its edge into {@code through}: one summand of the gradient of {@code to}. */
    record Flow(Symbol of, Node to, Node through) implements Quantity {
        @Override
        public String id() {
            return "d" + of.id() + "/d" + to.name + "|" + through.name;
        }
    }

    /** A vector or matrix of ones. */
    record Ones(Dims dims) implements Quantity, Sized {
        @Override
        public String id() {
            return "ones(" + dims + ")";
        }
    }

    /** A weight or a bias. */
    record Param(String name) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Param that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + 11 * SPREAD;
        }

        @Override
        public String id() {
            return name;
        }
    }

    /** The learning rate. */
    record Rate() implements Quantity {
        @Override
        public String id() {
            return "eta";
        }
    }

    /** The number of an update, counted from one. */
    record Time() implements Quantity {
        @Override
        public String id() {
            return "update";
        }
    }

    /**
     * What an update rule keeps of a parameter beside its value, as it is before the update: the velocity v(w1). What comes of it is the {@link
     * Updated} of its id. What a rule works out anew each time, as Adam's m_hat(w1), is one too.
     */
    record State(String letter, String parameter) implements Quantity {
        @Override
        public String id() {
            return letter + "(" + parameter + ")";
        }

        /** The state of an id, which no parameter's name can be; empty for a parameter. */
        public static Optional<State> find(String id) {
            int open = id.indexOf('(');
            return open > 0 && id.endsWith(")")
                    ? Optional.of(new State(id.substring(0, open), id.substring(open + 1, id.length() - 1)))
                    : Optional.empty();
        }
    }

    /** A unit's net input: the weighted sum before the activation. */
    record Net(String unit) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Net that && unit.equals(that.unit);
        }

        @Override
        public int hashCode() {
            return unit.hashCode() + 2 * SPREAD;
        }

        @Override
        public String id() {
            return "net(" + unit + ")";
        }
    }

    /** A unit's output: the activation of its net input. Its plain name is the unit's. */
    record Out(String unit) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Out that && unit.equals(that.unit);
        }

        @Override
        public int hashCode() {
            return unit.hashCode() + 12 * SPREAD;
        }

        @Override
        public String id() {
            return "out(" + unit + ")";
        }
    }

    /** In softmax, the exponential of a unit's net input. */
    record Exponential(String unit) implements Quantity {
        @Override
        public int hashCode() {
            return unit.hashCode() + 4 * SPREAD;
        }

        @Override
        public String id() {
            return "exp(net(" + unit + "))";
        }
    }

    /** In softmax, the sum of the exponentials of layer {@code layer}, counted from one. */
    record Normalizer(int layer) implements Quantity {
        @Override
        public String id() {
            return "sum(exp(net))[" + layer + "]";
        }
    }

    /** One output's part of the loss. */
    record UnitLoss(String unit) implements Quantity {
        @Override
        public int hashCode() {
            return unit.hashCode() + 5 * SPREAD;
        }

        @Override
        public String id() {
            return "E(" + unit + ")";
        }
    }

    /** The whole loss of one sample, or of the batch. */
    record Loss() implements Quantity {
        @Override
        public String id() {
            return "E";
        }
    }

    /** The derivative of the loss by a unit's net input, {@code dE/dnet(unit)}. */
    record Delta(String unit) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Delta that && unit.equals(that.unit);
        }

        @Override
        public int hashCode() {
            return unit.hashCode() + 3 * SPREAD;
        }

        @Override
        public String id() {
            return "delta(" + unit + ")";
        }
    }

    /** The derivative of the loss over all samples by a unit's net input for one of them. */
    record BatchDelta(String unit) implements Quantity {
        @Override
        public int hashCode() {
            return unit.hashCode() + 6 * SPREAD;
        }

        @Override
        public String id() {
            return "batchdelta(" + unit + ")";
        }
    }

    /** A partial derivative of one quantity by another; in a general rule, of one letter by another. */
    record Partial(Symbol of, Symbol by) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Partial that && of.equals(that.of) && by.equals(that.by);
        }

        @Override
        public int hashCode() {
            return 31 * of.hashCode() + by.hashCode() + 7 * SPREAD;
        }

        @Override
        public String id() {
            return "d" + of.id() + "/d" + by.id();
        }
    }

    /** What comes back to {@code from} along its edge to {@code through}: one summand of dE/dout(from). */
    record Path(String from, String through) implements Quantity {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Path that && from.equals(that.from) && through.equals(that.through);
        }

        @Override
        public int hashCode() {
            return 31 * from.hashCode() + through.hashCode() - SPREAD;
        }

        @Override
        public String id() {
            return "dE/dout(" + from + ")|" + through;
        }
    }

    /** A parameter, or the {@link State} of such an id, after the update. */
    record Updated(String name) implements Quantity {
        /** Whether it is what an update rule keeps, and no parameter. */
        public boolean isState() {
            return name.endsWith(")");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Updated that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode() + 1 * SPREAD;
        }

        @Override
        public String id() {
            return name + "+";
        }
    }

    /** The loss of sample {@code number}, counted from one, where there are several; zero stands for any of them. */
    record SampleLoss(int number) implements Quantity {
        @Override
        public String id() {
            return "E#" + number;
        }
    }

    /**
     * A quantity after so many updates, or for one of several samples.
     *
     * @param pass the number of updates before it
     * @param sample the sample, counted from one; zero where there is only one, or where it belongs to all
     */
    record Later(Quantity of, int pass, int sample) implements Quantity {
        @Override
        public String id() {
            return of.id() + (sample == 0 ? "" : "#" + sample) + (pass == 0 ? "" : "@" + (pass + 1));
        }
    }

    /** A quantity that every unit has, of the unit with an index: the net input u_k, the output y_k. */
    record Indexed(What what, Index at) implements Quantity {
        @Override
        public String id() {
            return switch (what) {
                case NET -> "net(" + at.letter() + ")";
                case OUT -> "out(" + at.letter() + ")";
                case DELTA -> "delta(" + at.letter() + ")";
                case BIAS -> "b_" + at.letter();
                case TARGET -> "t_" + at.letter();
            };
        }
    }

    /** What every unit has; a target only those of the output layer. */
    enum What {
        NET,
        OUT,
        DELTA,
        BIAS,
        TARGET
    }

    /** The weight from one index to another, w_jk. */
    record Link(Index from, Index to) implements Quantity {
        @Override
        public String id() {
            return "w_" + from.letter() + to.letter();
        }
    }

    /** A unit as the value of an index: the o1 of k = o1. */
    record Unit(String name) implements Quantity {
        @Override
        public String id() {
            return name;
        }
    }

    /** One where two indices are the same, else zero. */
    record Kronecker(Index left, Index right) implements Quantity {
        @Override
        public String id() {
            return "kronecker(" + left.letter() + "," + right.letter() + ")";
        }
    }

    /** The sign d/dby, in front of what is differentiated. */
    record Differentiation(Symbol by) implements Quantity {
        @Override
        public String id() {
            return "d/d" + by.id();
        }
    }

    /** A derivative that is written out even where a notation abbreviates it. */
    record InFull(Partial partial) implements Quantity {
        @Override
        public String id() {
            return partial.id();
        }
    }

    /** All of a layer's weights as a matrix, or its biases, net inputs, outputs or deltas as a vector; layer 0 is the input. */
    record Whole(Part part, int layer) implements Quantity {
        @Override
        public String id() {
            return part + "[" + layer + "]";
        }
    }

    /** What a layer can be gathered by. */
    enum Part {
        WEIGHTS,
        BIASES,
        NET,
        OUT,
        DELTA
    }
}
