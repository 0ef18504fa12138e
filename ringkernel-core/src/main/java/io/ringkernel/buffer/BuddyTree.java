// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.buffer;

/**
 * Keeps book of the free parts of one chunk of memory by the buddy method: parts are powers of two, a part that is too
 * large is halved, and two free halves become one again. Taking and freeing cost the logarithm of the chunk. Source of
 * the method: Knowlton, "A fast storage allocator", CACM 8 (1965).
 *
 * <p>Not thread-safe.
 */
final class BuddyTree {
    /*
     * A complete binary tree in an array: node 1 is the chunk, nodes 2n and 2n+1 are the halves of node n. Each holds by
     * how many orders the largest free part in it is smaller than the node itself: 0 if it is wholly free, so that an array
     * of zeros is a free chunk, and one more than its order if there is none. Orders count from the smallest part.
     */
    private final byte[] missing;
    private final int smallest;
    private final int topOrder;

    /**
     * Creates the book of a chunk that is wholly free.
     *
     * @param length   of the chunk in bytes, a power of 2
     * @param smallest length of the smallest part in bytes, a power of 2
     */
    BuddyTree(int length, int smallest) {
        this.smallest = smallest;
        this.topOrder = order(length);
        this.missing = new byte[2 << topOrder];
    }

    private int order(int length) {
        return order(length, smallest);
    }

    /** {@return the order of the smallest part that holds {@code length} bytes} */
    static int order(int length, int smallest) {
        int parts = (length + smallest - 1) / smallest;
        return parts <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(parts - 1);
    }

    /** {@return how many bytes a part for {@code length} bytes occupies, where the smallest has {@code smallest}} */
    static int partLength(int length, int smallest) {
        return smallest << order(length, smallest);
    }

    /**
     * Takes a part.
     *
     * @param length it must have, in bytes, at most that of the chunk
     * @return offset of the part in the chunk, or −1 if no free part is large enough
     */
    int take(int length) {
        int order = order(length);
        if (1 + topOrder - missing[1] <= order) {
            return -1;
        }
        int node = 1;
        for (int at = topOrder; at > order; at--) {
            node = 2 * node;
            if (at - missing[node] <= order) {
                node++;
            }
        }
        missing[node] = (byte) (1 + order);
        refreshAbove(node);
        return (node - (1 << (topOrder - order))) * (smallest << order);
    }

    /**
     * Gives a part back.
     *
     * @param offset from {@link #take}
     * @param length that was taken
     */
    void free(int offset, int length) {
        int order = order(length);
        int node = (1 << (topOrder - order)) + offset / (smallest << order);
        assert missing[node] == 1 + order : "part is free already: offset=" + offset + ", length=" + length;
        missing[node] = 0;
        refreshAbove(node);
    }

    private void refreshAbove(int start) {
        for (int node = start / 2; node >= 1; node /= 2) {
            int left = missing[2 * node];
            int right = missing[2 * node + 1];
            missing[node] = (byte) ((left | right) == 0 ? 0 : 1 + Math.min(left, right));
        }
    }

    /** {@return whether the whole chunk is free} */
    boolean isWhole() {
        return missing[1] == 0;
    }
}
