package com.example;

import io.ringkernel.annotation.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

@Message(id = 1)
record ArrayAsKey(
        Set<byte[]> signatures, // error: [ArrayAsKey] 'signatures' is of type Set<byte[]>, whose elements are arrays, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Map<int[], String> names, // error: [ArrayAsKey] 'names' is of type Map<int[], String>, whose keys are arrays, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Map<String, List<Set<String[]>>> deep, // error: [ArrayAsKey] 'deep' is of type Set<String[]>, whose elements are arrays, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Map<List<int[]>, String> lists, // error: [ArrayAsKey] 'lists' is of type Map<List<int[]>, String>, whose keys have arrays in them, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Set<List<Optional<String[]>>> options, // error: [ArrayAsKey] 'options' is of type Set<List<Optional<String[]>>>, whose elements have arrays in them, and an array is equal to no other. Use a List in place of the array, or a String for bytes.
        Map<List<String>, byte[]> values) {}
