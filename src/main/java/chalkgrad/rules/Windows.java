package chalkgrad.rules;

import chalkgrad.rules.Signature.Arguments;
import chalkgrad.rules.Signature.Unfit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Windows that move over the last axes of an array: convolutions, which are cross-correlations as in PyTorch, and pools.
 *
 * <p>A window of 2 x 2 over a 3 x 3 image has 2 x 2 places.
 */
public final class Windows {
    /** Most products that are added up. */
    private static final long MOST_TERMS = 20_000_000;

    /** How many axes it moves along. */
    private final int moving;

    final int[] input;
    final int[] window;
    final int[] stride;
    final int[] padding;
    final int[] dilation;
    final int[] output;

    private Windows(int[] input, int[] window, int[] stride, int[] padding, int[] dilation) {
        this.moving = input.length;
        this.input = input;
        this.window = window;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.output = new int[moving];
        for (int i = 0; i < moving; i++) {
            int reach = dilation[i] * (window[i] - 1) + 1;
            int room = input[i] + 2 * padding[i];
            if (reach > room) {
                throw new Unfit("the window of " + reach + " does not fit into " + room);
            }
            output[i] = (room - reach) / stride[i] + 1;
        }
    }

    /** The lengths of the axes that the window moves along. */
    public List<Integer> input() {
        return boxed(input);
    }

    public List<Integer> window() {
        return boxed(window);
    }

    public List<Integer> output() {
        return boxed(output);
    }

    public List<Integer> stride() {
        return boxed(stride);
    }

    public List<Integer> padding() {
        return boxed(padding);
    }

    public List<Integer> dilation() {
        return boxed(dilation);
    }

    private static List<Integer> boxed(int[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** How the axes of an image and of kernels are understood. */
    record Channels(boolean batch, int samples, int channels, boolean filters, int kernels) {}

    /** Of images and kernels: which axes are samples, channels, kernels. */
    static Channels channels(int moving, Dims image, Dims kernel) {
        int lead = image.axes().size() - moving;
        int own = kernel.axes().size() - moving;
        if (lead < 0 || lead > 2 || own < 0 || own > 2) {
            throw new Unfit("the image has " + moving
                    + " axes, and one more for channels and one for samples; the kernel " + moving
                    + ", and one more for channels and one for kernels; found " + image + " and " + kernel);
        }
        int channels = lead == 0 ? 1 : image.size(lead - 1).value();
        boolean filters = own == 2 || own == 1 && lead == 0;
        int depth = own == 2 || own == 1 && lead > 0 ? kernel.size(own - 1).value() : 1;
        if (depth != channels) {
            throw new Unfit("a kernel has as many channels as the image: found " + depth + " and " + channels);
        }
        return new Channels(
                lead == 2,
                lead == 2 ? image.size(0).value() : 1,
                channels,
                filters,
                filters ? kernel.size(0).value() : 1);
    }

    static Windows convolution(int moving, Arguments args, Dims image, Dims kernel) {
        return new Windows(
                last(image, moving),
                last(kernel, moving),
                args.each("stride", moving, 1),
                args.each("padding", moving, 0),
                args.each("dilation", moving, 1));
    }

    static Windows pool(int moving, Arguments args, Dims image) {
        if (image.axes().size() < moving) {
            throw new Unfit("expected " + moving + " axes or more; found " + image);
        }
        int[] window = args.each("size", moving, 1);
        int[] stride = args.find("stride").isPresent() ? args.each("stride", moving, 1) : window;
        int[] padding = args.each("padding", moving, 0);
        for (int i = 0; i < moving; i++) {
            if (2 * padding[i] > window[i]) {
                throw new Unfit("padding is at most half of the window");
            }
        }
        int[] dilation = new int[moving];
        Arrays.fill(dilation, 1);
        return new Windows(last(image, moving), window, stride, padding, dilation);
    }

    /** The windows of a call of a convolution or a pool. */
    public static Windows of(ArrayFunction function, Arguments args, List<Dims> arrays) {
        int moving = function.name().endsWith("1d") ? 1 : 2;
        return function.name().startsWith("conv")
                ? convolution(moving, args, arrays.get(0), arrays.get(1))
                : pool(moving, args, arrays.get(0));
    }

    private static int[] last(Dims dims, int count) {
        int from = dims.axes().size() - count;
        int[] sizes = new int[count];
        Arrays.setAll(sizes, i -> dims.size(from + i).value());
        return sizes;
    }

    static Dims convolved(int moving, Arguments args, Dims image, Dims kernel) {
        Channels channels = channels(moving, image, kernel);
        var sizes = new ArrayList<Integer>();
        if (channels.batch) {
            sizes.add(channels.samples);
        }
        if (channels.filters) {
            sizes.add(channels.kernels);
        }
        for (int size : convolution(moving, args, image, kernel).output) {
            sizes.add(size);
        }
        return Dims.of(sizes);
    }

    static Dims pooled(int moving, Arguments args, Dims image) {
        Windows windows = pool(moving, args, image);
        var sizes = new ArrayList<>(image.axes().subList(0, image.axes().size() - moving));
        for (int size : windows.output) {
            sizes.add(Size.of(size));
        }
        return new Dims(sizes);
    }

    static Plan convolve(int moving, Arguments args, Dims image, Dims kernel) {
        Channels channels = channels(moving, image, kernel);
        Windows windows = convolution(moving, args, image, kernel);
        int area = product(windows.input);
        int weights = product(windows.window);
        int places = product(windows.output);
        long terms = (long) channels.samples * channels.kernels * places * channels.channels * weights;
        if (terms > MOST_TERMS) {
            throw new Unfit("more than " + MOST_TERMS + " products");
        }
        var left = new Sources.Builder();
        var right = new Sources.Builder();
        for (int n = 0; n < channels.samples; n++) {
            for (int k = 0; k < channels.kernels; k++) {
                int[] at = new int[moving];
                for (int i = 0; i < places; i++) {
                    for (int c = 0; c < channels.channels; c++) {
                        int image0 = (n * channels.channels + c) * area;
                        int kernel0 = (k * channels.channels + c) * weights;
                        windows.over(at, (pixel, weight) -> {
                            left.add(image0 + pixel);
                            right.add(kernel0 + weight);
                        });
                    }
                    left.next();
                    right.next();
                    Axes.step(at, windows.output);
                }
            }
        }
        return new Plan.Bilinear(convolved(moving, args, image, kernel), left.done(), right.done());
    }

    /** For each place of the window, channel after channel, the pixels that it covers. */
    static Sources covered(int moving, Arguments args, Dims image) {
        Windows windows = pool(moving, args, image);
        int area = product(windows.input);
        int channels = image.count() / area;
        if ((long) channels * product(windows.output) * product(windows.window) > MOST_TERMS) {
            throw new Unfit("more than " + MOST_TERMS + " entries in all windows");
        }
        var sources = new Sources.Builder();
        for (int c = 0; c < channels; c++) {
            int first = c * area;
            int[] at = new int[moving];
            for (int i = 0; i < product(windows.output); i++) {
                windows.over(at, (pixel, weight) -> sources.add(first + pixel));
                sources.next();
                Axes.step(at, windows.output);
            }
        }
        return sources.done();
    }

    /** Takes a pixel and the weight that lies on it. */
    interface Overlap {
        void take(int pixel, int weight);
    }

    /** The pixels under the window at a place; what hangs over the edge lies on zeros and is left out. */
    void over(int[] at, Overlap overlap) {
        int[] weight = new int[moving];
        int count = product(window);
        for (int w = 0; w < count; w++) {
            int pixel = 0;
            boolean inside = true;
            for (int i = 0; i < moving; i++) {
                int x = at[i] * stride[i] - padding[i] + weight[i] * dilation[i];
                inside &= x >= 0 && x < input[i];
                pixel = pixel * input[i] + x;
            }
            if (inside) {
                overlap.take(pixel, w);
            }
            Axes.step(weight, window);
        }
    }

    static int product(int[] sizes) {
        int product = 1;
        for (int size : sizes) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
