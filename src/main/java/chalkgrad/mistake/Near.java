package chalkgrad.mistake;

import java.util.ArrayList;
import java.util.List;

/** Of many that could be mistaken for one another, those close by: nobody takes the first of eight hundred for the last. */
final class Near {
    /** The most on each side. */
    private static final int REACH = 4;

    private Near() {}

    /** The members beside one, the nearest first. */
    static <T> List<T> others(List<T> list, int at) {
        var others = new ArrayList<T>();
        for (int distance = 1; distance <= REACH; distance++) {
            if (at + distance < list.size()) {
                others.add(list.get(at + distance));
            }
            if (at - distance >= 0 && at - distance < list.size()) {
                others.add(list.get(at - distance));
            }
        }
        return others;
    }
}
