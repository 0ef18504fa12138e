// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.codec;

import io.ringkernel.buffer.MessageBuffer;

/** Cars that are written and read in place. */
final class RingCars implements Side {
    private static final int STRIDE = 512;

    private final CarSample[] samples = CarSample.some();
    private final MessageBuffer buffer = MessageBuffer.allocate(SAMPLES * STRIDE);
    private final int[] lengths = new int[SAMPLES];
    private final CarCodec.Writer writer = new CarCodec.Writer();
    private final Car_EngineCodec.Writer engineWriter = new Car_EngineCodec.Writer();
    private final CarCodec.Reader reader = new CarCodec.Reader();
    private final Car_EngineCodec.Reader engineReader = new Car_EngineCodec.Reader();
    private final byte[] text = new byte[64];

    @Override
    public int encodeAll() {
        int length = 0;
        for (int i = 0; i < SAMPLES; i++) {
            lengths[i] = encode(samples[i].car(), i * STRIDE);
            length += lengths[i];
        }
        return length;
    }

    private int encode(Car car, int offset) {
        writer.wrap(buffer, offset)
                .serialNumber(car.serialNumber())
                .modelYear(car.modelYear())
                .available(car.available())
                .code(car.code())
                .someNumbers(car.someNumbers())
                .vehicleCode(car.vehicleCode())
                .extras(car.extras());
        writer.engine(engineWriter)
                .capacity(car.engine().capacity())
                .numCylinders(car.engine().numCylinders())
                .manufacturerCode(car.engine().manufacturerCode());
        writer.fuelFigures(car.fuelFigures()).performanceFigures(car.performanceFigures());
        return writer.manufacturer(car.manufacturer()).model(car.model()).encodedLength();
    }

    @Override
    public long decodeAll() {
        long sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            sum += sum(reader.wrap(buffer, i * STRIDE, lengths[i]));
        }
        return sum;
    }

    private long sum(CarCodec.Reader car) {
        long sum = car.serialNumber()
                + car.modelYear()
                + (car.available() ? 1 : 0)
                + car.code().ordinal()
                + CarSample.sum(text, car.copyVehicleCode(text, 0))
                + car.extras();
        int numbers = car.someNumbersCount();
        for (int i = 0; i < numbers; i++) {
            sum += car.someNumbers(i);
        }
        car.engine(engineReader);
        sum += engineReader.capacity() + engineReader.numCylinders();
        sum += CarSample.sum(text, engineReader.copyManufacturerCode(text, 0));
        for (Car.FuelFigures figures : car.fuelFigures()) {
            sum += CarSample.sum(figures);
        }
        for (Car.PerformanceFigures figures : car.performanceFigures()) {
            sum += CarSample.sum(figures);
        }
        sum += CarSample.sum(text, car.copyManufacturer(text, 0));
        return sum + CarSample.sum(text, car.copyModel(text, 0));
    }

    @Override
    public Car decode(int index) {
        return CarCodec.INSTANCE.decode(buffer, index * STRIDE, lengths[index]);
    }
}
