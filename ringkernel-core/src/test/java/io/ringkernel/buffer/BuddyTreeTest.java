// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BuddyTreeTest {
    private final BuddyTree tree = new BuddyTree(4096, 256);

    @Test
    void takesPartsSideBySide() {
        assertThat(tree.take(256)).isEqualTo(0);
        assertThat(tree.take(1)).isEqualTo(256);
        assertThat(tree.take(257)).isEqualTo(512);
        assertThat(tree.take(0)).isEqualTo(1024);
        assertThat(tree.take(2048)).isEqualTo(2048);
    }

    @Test
    void takesTheWholeChunk() {
        assertThat(tree.take(4096)).isEqualTo(0);
        assertThat(tree.take(0)).isEqualTo(-1);
        assertThat(tree.isWhole()).isFalse();

        tree.free(0, 4096);

        assertThat(tree.isWhole()).isTrue();
        assertThat(tree.take(2049)).isEqualTo(0);
    }

    @Test
    void roundsUpToPowersOf2() {
        assertThat(BuddyTree.partLength(0, 256)).isEqualTo(256);
        assertThat(BuddyTree.partLength(256, 256)).isEqualTo(256);
        assertThat(BuddyTree.partLength(257, 256)).isEqualTo(512);
        assertThat(BuddyTree.partLength(513, 256)).isEqualTo(1024);
        assertThat(BuddyTree.partLength(4096, 256)).isEqualTo(4096);
    }

    @Test
    void refusesWhatIsOnlyFreeInPieces() {
        int first = tree.take(1024);
        int second = tree.take(1024);
        int third = tree.take(1024);
        int fourth = tree.take(1024);
        tree.free(first, 1024);
        tree.free(third, 1024);

        assertThat(tree.take(2048)).isEqualTo(-1);

        tree.free(second, 1024);
        tree.free(fourth, 1024);
        assertThat(tree.isWhole()).isTrue();
        assertThat(tree.take(4096)).isEqualTo(0);
    }

    @Test
    void servesAChunkOfOnePart() {
        BuddyTree one = new BuddyTree(256, 256);

        assertThat(one.take(100)).isEqualTo(0);
        assertThat(one.take(0)).isEqualTo(-1);
        one.free(0, 100);
        assertThat(one.isWhole()).isTrue();
    }

    @Test
    void agreesWithAModelUnderRandomUse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        BuddyTree large = new BuddyTree(1 << 16, 64);
        BitSet taken = new BitSet();
        List<int[]> parts = new ArrayList<>();

        for (int i = 0; i < 50_000; i++) {
            if (random.nextInt(100) < 55) {
                int length = random.nextInt(1 << random.nextInt(17)) + 1;
                int offset = large.take(length);
                boolean fits = fits(taken, BuddyTree.partLength(length, 64) / 64);
                assertThat(offset >= 0)
                        .as("seed=%d, i=%d, length=%d", seed, i, length)
                        .isEqualTo(fits);
                if (fits) {
                    int from = offset / 64;
                    int to = from + BuddyTree.partLength(length, 64) / 64;
                    assertThat(taken.get(from, to).isEmpty())
                            .as("seed=%d, i=%d", seed, i)
                            .isTrue();
                    assertThat(offset % BuddyTree.partLength(length, 64)).isZero();
                    taken.set(from, to);
                    parts.add(new int[] {offset, length});
                }
            } else if (!parts.isEmpty()) {
                int[] part = parts.remove(random.nextInt(parts.size()));
                large.free(part[0], part[1]);
                taken.clear(part[0] / 64, (part[0] + BuddyTree.partLength(part[1], 64)) / 64);
            }
            assertThat(large.isWhole()).as("seed=%d, i=%d", seed, i).isEqualTo(parts.isEmpty());
        }
    }

    /** {@return whether an aligned run of free units is there} */
    private static boolean fits(BitSet taken, int units) {
        for (int from = 0; from < 1024; from += units) {
            int next = taken.nextSetBit(from);
            if (next < 0 || next >= from + units) {
                return true;
            }
        }
        return false;
    }
}
