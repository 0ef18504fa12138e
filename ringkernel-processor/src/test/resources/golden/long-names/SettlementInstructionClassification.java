package com.example;

enum SettlementInstructionClassification {
    ORDINARY
}
