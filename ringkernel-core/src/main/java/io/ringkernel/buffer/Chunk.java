// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/** A large piece of memory of a pool, and the book of its parts. */
final class Chunk {
    final Slab memory;
    final BuddyTree parts;

    Chunk(int length, int smallestPart) {
        this.memory = Slab.uncleared(length);
        this.parts = new BuddyTree(length, smallestPart);
    }
}
