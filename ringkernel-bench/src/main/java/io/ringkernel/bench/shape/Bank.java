// SPDX-License-Identifier: Apache-2.0
package io.ringkernel.bench.shape;

import java.util.Arrays;

/**
 * The transfers of {@link Savina#BANKING}. Money goes from an account to one with a higher number, so that no two accounts
 * wait for each other.
 */
public final class Bank {
    /** Number of accounts. */
    public static final int ACCOUNTS = 200;

    /** Number of transfers. */
    public static final int TRANSFERS = 10_000;

    /** Transfers that are under way at one time. */
    public static final int OUTSTANDING = 50;

    /** What is on an account before the first transfer. */
    public static final long OPENING = 1_000_000;

    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private Bank() {}

    private static int random(long transfer, int salt, int bound) {
        return (int) (((transfer * 3 + salt) * FACTOR >>> 33) % bound);
    }

    /**
     * Says who pays.
     *
     * @param transfer number of the transfer
     * @return number of the account
     */
    public static int from(long transfer) {
        return random(transfer, 0, ACCOUNTS - 1);
    }

    /**
     * Says who is paid.
     *
     * @param transfer number of the transfer
     * @return number of the account
     */
    public static int to(long transfer) {
        int from = from(transfer);
        return from + 1 + random(transfer, 1, ACCOUNTS - 1 - from);
    }

    /**
     * Says how much.
     *
     * @param transfer number of the transfer
     * @return 1 to 1,000
     */
    public static long amount(long transfer) {
        return 1 + random(transfer, 2, 1_000);
    }

    /**
     * Weighs a balance, so that the sum of all tells whether each transfer arrived where it was to.
     *
     * @param account number of the account
     * @param balance of it
     * @return the balance by the number
     */
    public static long weight(int account, long balance) {
        return balance * (account + 1);
    }

    /** {@return the sum of all weights after all transfers} */
    static long result() {
        long[] balances = new long[ACCOUNTS];
        Arrays.fill(balances, OPENING);
        for (long transfer = 0; transfer < TRANSFERS; transfer++) {
            balances[from(transfer)] -= amount(transfer);
            balances[to(transfer)] += amount(transfer);
        }
        long sum = 0;
        for (int account = 0; account < ACCOUNTS; account++) {
            sum += weight(account, balances[account]);
        }
        return sum;
    }
}
