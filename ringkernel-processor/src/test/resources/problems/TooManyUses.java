package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
record TooManyUses(
        Page<E0> p0,
        Page<E1> p1,
        Page<E2> p2,
        Page<E3> p3,
        Page<E4> p4,
        Page<E5> p5,
        Page<E6> p6,
        Page<E7> p7,
        Page<E8> p8,
        Page<E9> p9,
        Page<E10> p10,
        Page<E11> p11,
        Page<E12> p12,
        Page<E13> p13,
        Page<E14> p14,
        Page<E15> p15,
        Page<E16> p16,
        Page<E17> p17,
        Page<E18> p18,
        Page<E19> p19,
        Page<E20> p20,
        Page<E21> p21,
        Page<E22> p22,
        Page<E23> p23,
        Page<E24> p24,
        Page<E25> p25,
        Page<E26> p26,
        Page<E27> p27,
        Page<E28> p28,
        Page<E29> p29,
        Page<E30> p30,
        Page<E31> p31,
        Page<E32> p32,
        Page<E33> p33,
        Page<E34> p34,
        Page<E35> p35,
        Page<E36> p36,
        Page<E37> p37,
        Page<E38> p38,
        Page<E39> p39,
        Page<E40> p40,
        Page<E41> p41,
        Page<E42> p42,
        Page<E43> p43,
        Page<E44> p44,
        Page<E45> p45,
        Page<E46> p46,
        Page<E47> p47,
        Page<E48> p48,
        Page<E49> p49,
        Page<E50> p50,
        Page<E51> p51,
        Page<E52> p52,
        Page<E53> p53,
        Page<E54> p54,
        Page<E55> p55,
        Page<E56> p56,
        Page<E57> p57,
        Page<E58> p58,
        Page<E59> p59,
        Page<E60> p60,
        Page<E61> p61,
        Page<E62> p62,
        Page<E63> p63,
        Page<E64> p64) {} // error: [TooManyUses] 'p64' is of type Page<E64>, one more than the 64 uses of generic messages that a message can have. Put some of the fields into a record marked @Message, and nest that.

@Message(id = 2)
record Page<T>(T item) {}

enum E0 { A }
enum E1 { A }
enum E2 { A }
enum E3 { A }
enum E4 { A }
enum E5 { A }
enum E6 { A }
enum E7 { A }
enum E8 { A }
enum E9 { A }
enum E10 { A }
enum E11 { A }
enum E12 { A }
enum E13 { A }
enum E14 { A }
enum E15 { A }
enum E16 { A }
enum E17 { A }
enum E18 { A }
enum E19 { A }
enum E20 { A }
enum E21 { A }
enum E22 { A }
enum E23 { A }
enum E24 { A }
enum E25 { A }
enum E26 { A }
enum E27 { A }
enum E28 { A }
enum E29 { A }
enum E30 { A }
enum E31 { A }
enum E32 { A }
enum E33 { A }
enum E34 { A }
enum E35 { A }
enum E36 { A }
enum E37 { A }
enum E38 { A }
enum E39 { A }
enum E40 { A }
enum E41 { A }
enum E42 { A }
enum E43 { A }
enum E44 { A }
enum E45 { A }
enum E46 { A }
enum E47 { A }
enum E48 { A }
enum E49 { A }
enum E50 { A }
enum E51 { A }
enum E52 { A }
enum E53 { A }
enum E54 { A }
enum E55 { A }
enum E56 { A }
enum E57 { A }
enum E58 { A }
enum E59 { A }
enum E60 { A }
enum E61 { A }
enum E62 { A }
enum E63 { A }
enum E64 { A }
