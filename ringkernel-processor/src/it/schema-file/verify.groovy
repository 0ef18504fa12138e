// SPDX-License-Identifier: Apache-2.0
def log = new File(basedir, 'build.log').text
[
    "Order.java:[9,40] [FieldMoved] 'id' begins at offset 8, but at 0 in the schema file, where older readers and writers"
        + " expect it. Put the fields back into their order.",
    "[ERROR] [MessageGone] 'com.example.Quote' is in the schema file, but no such message exists. If it was removed, compile"
        + " everything with -Aringkernel.schema.update=true: its id 0x00000102 stays reserved."
].each { assert log.contains(it) }
assert log.count('[INFO] BUILD FAILURE') == 2

assert new File(basedir, 'src/main/ringkernel/schema.json').text == new File(basedir, 'src/grown/schema.json').text
