package com.example;

import io.ringkernel.KernelContext;
import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;

@RingKernel(id = "surveyor")
final class Surveyor {
    private double total;

    @Handles
    Area measure(Shape shape) {
        double area;
        if (shape instanceof Shape.Circle circle) {
            area = Math.PI * circle.radius() * circle.radius();
        } else if (shape instanceof Shape.Square square) {
            area = square.side() * square.side();
        } else {
            area = 6 * ((Shape.Cube) shape).side() * ((Shape.Cube) shape).side();
        }
        total += area;
        return new Area(area);
    }

    @Handles
    void add(Area area, KernelContext context) {
        total += area.value();
    }
}
