/* selectolax is built against the part of CPython's interface that holds across versions, so that the headers of one
   version serve the interpreter of another. Its C uses some macros that are not in that part; the functions are. */
#include <stddef.h>
void *PyMem_RawMalloc(size_t);
void *PyMem_RawCalloc(size_t, size_t);
void *PyMem_RawRealloc(void *, size_t);
void PyMem_RawFree(void *);
#define PyByteArray_GET_SIZE PyByteArray_Size
#define PyByteArray_AS_STRING PyByteArray_AsString
#define PyBytes_AS_STRING PyBytes_AsString
#define PyBytes_GET_SIZE PyBytes_Size
#define PyList_GET_SIZE PyList_Size
#define PyList_GET_ITEM PyList_GetItem
#define PyTuple_GET_SIZE PyTuple_Size
#define PyTuple_GET_ITEM PyTuple_GetItem
#define PyDict_GET_SIZE PyDict_Size
#define PyUnicode_GET_LENGTH PyUnicode_GetLength
#define PySet_GET_SIZE PySet_Size
