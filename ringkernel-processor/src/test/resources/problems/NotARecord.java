package com.example;

import io.ringkernel.annotation.Message;

@Message(id = 1)
class NotARecord {} // error: [NotARecord] 'NotARecord' is a class. @Message marks records: their components are the fields on the wire. Declare it as a record.

@Message(id = 2)
interface Shape {} // error: [NotARecord] 'Shape' is an interface. @Message marks records: their components are the fields on the wire. Mark the records that implement it.

@Message(id = 3)
enum Color {} // error: [NotARecord] 'Color' is an enum. @Message marks records: their components are the fields on the wire. Put it into a record.

@Message(id = 4)
@interface Mark {} // error: [NotARecord] 'Mark' is an annotation. @Message marks records: their components are the fields on the wire. Put it into a record.
