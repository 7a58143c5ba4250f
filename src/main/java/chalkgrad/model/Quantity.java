package chalkgrad.model;

import chalkgrad.algebra.Symbol;

/**
 * Everything in a network that has a value, by what it is; how it is written is a notation's affair.
 *
 * <p>{@code new Partial(LOSS, new Param("w5")).id()} is {@code "dE/dw5"}; {@code new Net("h1").id()} is {@code "net(h1)"}.
 *
 * <p>Ids are those of the JSON results and of answer sheets.
 */
// The constants cannot deadlock while this interface has no default methods: a case is then initialised without it.
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Quantity extends Symbol {

    Loss LOSS = new Loss();
    Rate RATE = new Rate();

    /** An input of the network. */
    record Input(String name) implements Quantity {
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
        public String id() {
            return name;
        }
    }

    /** A weight or a bias. */
    record Param(String name) implements Quantity {
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

    /** A unit's net input: the weighted sum before the activation. */
    record Net(String unit) implements Quantity {
        @Override
        public String id() {
            return "net(" + unit + ")";
        }
    }

    /** A unit's output: the activation of its net input. Its plain name is the unit's. */
    record Out(String unit) implements Quantity {
        @Override
        public String id() {
            return "out(" + unit + ")";
        }
    }

    /** One output's part of the loss. */
    record UnitLoss(String unit) implements Quantity {
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
        public String id() {
            return "delta(" + unit + ")";
        }
    }

    /** A partial derivative of one quantity by another. */
    record Partial(Quantity of, Quantity by) implements Quantity {
        @Override
        public String id() {
            return "d" + of.id() + "/d" + by.id();
        }
    }

    /** What comes back to {@code from} along its edge to {@code through}: one summand of dE/dout(from). */
    record Path(String from, String through) implements Quantity {
        @Override
        public String id() {
            return "dE/dout(" + from + ")|" + through;
        }
    }

    /** A parameter after the update. */
    record Updated(String name) implements Quantity {
        @Override
        public String id() {
            return name + "+";
        }
    }

    /** The loss of sample {@code number}, counted from one, where there are several. */
    record SampleLoss(int number) implements Quantity {
        @Override
        public String id() {
            return "E#" + number;
        }
    }

    /** The derivative of sample {@code number}'s loss by a parameter, where there are several samples. */
    record SampleGradient(int number, String parameter) implements Quantity {
        @Override
        public String id() {
            return "dE#" + number + "/d" + parameter;
        }
    }
}
