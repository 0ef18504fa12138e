package com.example;

enum Level {
    LOW,
    HIGH
}
