package com.example;

import io.ringkernel.annotation.Handles;
import io.ringkernel.annotation.RingKernel;
import io.ringkernel.KernelContext;

@RingKernel(id = "reconciliation/of-everything-that-was-ever-settled-anywhere-in-the-world")
final class OvernightSettlementReconciliationKernel {
    @Handles
    OvernightSettlementReconciliationResponse reconcileOvernightSettlements(OvernightSettlementReconciliationRequest request, KernelContext context) throws InterruptedException {
        return null;
    }

    @Handles
    void acknowledgeOvernightSettlement(OvernightSettlementReconciliationResponseCodec.Reader response) {}
}
