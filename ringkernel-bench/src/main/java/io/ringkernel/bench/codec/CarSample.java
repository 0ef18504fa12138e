// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.bench.sbe.ModelCode;
import io.ringkernel.bench.sbe.YesNo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A car to encode, with its enums also as SBE's, and its text also as bytes.
 *
 * @param car              to encode
 * @param code             of the car
 * @param available        whether it can be had
 * @param vehicleCode      of the car
 * @param manufacturerCode of its engine
 * @param manufacturer     of the car
 * @param model            of the car
 */
record CarSample(
        Car car,
        ModelCode code,
        YesNo available,
        byte[] vehicleCode,
        byte[] manufacturerCode,
        byte[] manufacturer,
        byte[] model) {
    private static final List<String> MANUFACTURERS = List.of("Volvo", "Hispano-Suiza", "Wanderer", "Lloyd");
    private static final List<String> MODELS = List.of("P1800", "H6", "W25 K", "Alexander TS");

    static CarSample[] some() {
        Random random = new Random(3);
        return IntStream.range(0, Side.SAMPLES).mapToObj(i -> next(random)).toArray(CarSample[]::new);
    }

    static List<Car> records() {
        return Arrays.stream(some()).map(CarSample::car).toList();
    }

    private static CarSample next(Random random) {
        int code = random.nextInt(3);
        boolean available = random.nextBoolean();
        Car car = new Car(
                random.nextInt(1_000_000),
                (short) (1950 + random.nextInt(80)),
                available,
                Car.Model.values()[code],
                random.ints(5, 0, 1000).toArray(),
                letters(random, 6),
                (byte) random.nextInt(8),
                new Car.Engine((short) random.nextInt(7000), (byte) (2 + random.nextInt(11)), letters(random, 3)),
                Stream.of(30, 55, 75)
                        .map(speed -> new Car.FuelFigures(speed.shortValue(), random.nextInt(600) / 10f))
                        .toList(),
                List.of(performance(random, 95), performance(random, 99)),
                MANUFACTURERS.get(random.nextInt(4)),
                MODELS.get(random.nextInt(4)));
        return new CarSample(
                car,
                ModelCode.values()[code],
                YesNo.values()[available ? 1 : 0],
                bytes(car.vehicleCode()),
                bytes(car.engine().manufacturerCode()),
                bytes(car.manufacturer()),
                bytes(car.model()));
    }

    private static Car.PerformanceFigures performance(Random random, int octaneRating) {
        List<Car.Acceleration> acceleration = Stream.of(30, 60, 100)
                .map(mph -> new Car.Acceleration(mph.shortValue(), random.nextInt(200) / 10f))
                .toList();
        return new Car.PerformanceFigures((byte) octaneRating, acceleration);
    }

    private static String letters(Random random, int count) {
        StringBuilder text = new StringBuilder();
        random.ints(count, 'a', 'z' + 1).forEach(c -> text.append((char) c));
        return text.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the sum of all fields of a car; of a text, its length and its first and last letter} */
    static long sum(Car car) {
        long sum = car.serialNumber()
                + car.modelYear()
                + (car.available() ? 1 : 0)
                + car.code().ordinal()
                + sum(car.vehicleCode())
                + car.extras()
                + car.engine().capacity()
                + car.engine().numCylinders()
                + sum(car.engine().manufacturerCode())
                + sum(car.manufacturer())
                + sum(car.model());
        for (int number : car.someNumbers()) {
            sum += number;
        }
        for (Car.FuelFigures figures : car.fuelFigures()) {
            sum += sum(figures);
        }
        for (Car.PerformanceFigures figures : car.performanceFigures()) {
            sum += sum(figures);
        }
        return sum;
    }

    static long sum(Car.FuelFigures figures) {
        return figures.speed() + Float.floatToRawIntBits(figures.mpg());
    }

    static long sum(Car.PerformanceFigures figures) {
        long sum = figures.octaneRating();
        for (Car.Acceleration acceleration : figures.acceleration()) {
            sum += acceleration.mph() + Float.floatToRawIntBits(acceleration.seconds());
        }
        return sum;
    }

    private static long sum(String text) {
        return text.length() + text.charAt(0) + text.charAt(text.length() - 1);
    }

    /**
     * Sums a text that was copied.
     *
     * @param text   holding it from its start
     * @param length of it in bytes
     * @return its length and its first and last letter
     */
    static long sum(byte[] text, int length) {
        return length + text[0] + text[length - 1];
    }
}
