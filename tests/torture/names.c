/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Names and declarators: reserved words, tags and typedefs of one name, cycles, anonymous enums. */
#undef linux
#undef unix
typedef _Bool bool;
enum { false = 0, true = 1 };

enum { ONLY_CONSTANT = 42, NEGATIVE_CONSTANT = -42 };
typedef enum { CARRIED_A, CARRIED_B = 7 } carried;

struct class
{
	int new;
	struct class *this;
	int template, private, operator, and, xor, not_eq, namespace, delete;
	bool bool;
	int true, nullptr, constexpr, alignas, thread_local;
	int linux, unix, i386, bpf, arm;
};

typedef int not_the_struct;
struct not_the_struct {
	int a;
};
typedef struct same {
	int a;
} same;
enum shared_name { SHARED_NAME };
typedef long shared_name;
typedef unsigned short wchar_t;

struct own_member {
	union {
		int own_member;
		char b;
	};
	not_the_struct not_the_struct;
	same same;
	wchar_t c;
};

struct named_union {
	union {
		int a;
		struct {
			char named_union;
		} inside;
	} named_union;
};

typedef const struct qualified {
	int a;
} qualified;
struct twice {
	int a;
};
typedef struct thrice {
	int a;
} thrice;
typedef struct often {
	int a;
} often;

struct later;
typedef struct node *(*node_maker)(struct node *, struct later *, carried);
typedef int function(const char *, ...);
typedef node_maker maker_array[2][3];
struct node {
	node_maker make;
	node_maker (*make_maker)(node_maker, struct node **);
	function *call;
	function *calls[4];
	int (*(*pointer_to_array)[3])(void);
	int *(*array_of_arrays[2])[5];
	maker_array makers;
	void (*const volatile fixed)(const int *const *, volatile char[3]);
	const char *const *names;
	char *restrict only;
	const int constant[2][2];
	struct later *later;
	enum { IN_STRUCT_A, IN_STRUCT_B = 0x7fffffff } state;
	enum { IN_FIELD = 15 } bits : 4;
};

struct only_in_parameters;
union also_there;
struct later {
	struct node node;
	carried carried;
	__builtin_va_list arguments;
	enum undefined_enum *undefined;
	struct undefined_struct *undefined_struct;
	union undefined_union *undefined_union;
	void (*takes)(struct only_in_parameters *, union also_there *);
};

typedef struct {
	int a;
} bare;
typedef bare bare_again;
typedef struct {
	bare a;
	bare_again b[2];
	void (*with)(bare *, bare_again);
} outer_bare;

typedef __builtin_va_list my_arguments;

struct class keep_class __attribute__((used));
not_the_struct keep_number __attribute__((used));
struct not_the_struct keep_struct __attribute__((used));
enum shared_name keep_enum __attribute__((used));
shared_name keep_shared __attribute__((used));
struct own_member keep_own __attribute__((used));
struct named_union keep_named_union __attribute__((used));
struct later keep_later __attribute__((used));
outer_bare keep_bare __attribute__((used));
my_arguments *keep_arguments __attribute__((used));

qualified keep_qualified __attribute__((used));
struct twice keep_twice __attribute__((used));
thrice keep_thrice __attribute__((used));
often keep_other_often __attribute__((used));

int constants(int x)
{
	typedef struct twice {
		char b;
	} twice;
	typedef _Bool bool;
	static bool keep_bool __attribute__((used));
	static enum { false, true } keep_truth __attribute__((used));
	struct thrice {
		char b;
	};
	typedef struct often {
		char b;
	} often;
	static often keep_often __attribute__((used));
	static twice keep_other __attribute__((used));
	static struct thrice keep_another __attribute__((used));

	return x == ONLY_CONSTANT ? NEGATIVE_CONSTANT : x == true ? false : 1;
}
