package com.example;

import io.ringkernel.annotation.MaxLength;
import io.ringkernel.annotation.Message;
import org.jspecify.annotations.Nullable;

@Message(id = 1)
record OvernightSettlementReconciliationRequest(
        long settlementInstructionIdentifier,
        String settlementInstructionDescription,
        @Nullable @MaxLength(100) String settlementInstructionRejectionReason,
        byte[] settlementInstructionOriginalDocument,
        SettlementInstructionClassification settlementInstructionClassification,
        OvernightSettlementReconciliationResponse previousReconciliationResponse) {}
